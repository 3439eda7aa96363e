package io.github.noleak.go.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceEventsTests {

    private static final CallStack STACK = new CallStack(List.of(
            new Frame("runtime.chanrecv1", "/go/chan.go", 442), new Frame("main.wait[...]", "/src/main.go", 7)));

    @Test
    void goroutineThatBlocksAndDoesNotRunAgainIsTold() throws IOException {
        LastWaits events = read(event(1_000_000_000L, "Sync"), waits(7, 1_250_000_000L), event(3_000_000_000L, "Sync"));

        assertThat(events.seconds()).isEqualTo(2);
        assertThat(events.waits()).containsExactly(new LastWaits.LastWait(STACK, 1, 0.25, 0.25));
    }

    @Test
    void goroutineThatRunsAgainIsNone() throws IOException {
        assertThat(read(waits(7, 1000), transition(7, 2000, "Waiting->Runnable"))
                        .waits())
                .isEmpty();
    }

    @Test
    void lastWaitOfAGoroutineCounts() throws IOException {
        LastWaits events = read(
                waits(7, 0),
                transition(7, 1_000_000_000L, "Waiting->Runnable"),
                transition(7, 1_000_000_000L, "Runnable->Running"),
                waits(7, 2_000_000_000L),
                waits(8, 3_000_000_000L));

        assertThat(events.waits()).containsExactly(new LastWaits.LastWait(STACK, 2, 2, 3));
    }

    @Test
    void eventsAreReadAsGo122PrintsThem() throws IOException {
        TraceEvents events = new TraceEvents();
        take(
                events,
                "M=1 P=1 G=7 StateTransition Time=5 Resource=Goroutine(7) Reason=\"chan receive\" GoID=7 Running->Waiting\n"
                        + stack());

        assertThat(events.end().waits())
                .singleElement()
                .satisfies(w -> assertThat(w.stack()).isEqualTo(STACK));
    }

    @Test
    void stateAtTheStartOfAPartOfTheTraceIsNoWait() throws IOException {
        assertThat(read(transition(7, 1000, "Undetermined->Waiting") + stack()).waits())
                .isEmpty();
    }

    @Test
    void processorsAreNoGoroutines() throws IOException {
        TraceEvents events = new TraceEvents();
        take(events, "M=1 P=0 G=-1 StateTransition Time=12 ProcID=0 Running->Idle Reason=\"\"\n");

        assertThat(events.told()).isFalse();
    }

    @Test
    void eventsBeforeGo122TellNothing() throws IOException {
        TraceEvents events = new TraceEvents();
        take(events, "705150 GoBlockRecv p=1 g=1 off=5479\n707837 GoStart p=1 g=20 off=5483 g=20 seq=0\n");

        assertThat(events.told()).isFalse();
    }

    @Test
    void rubbishIsPassedOver() throws IOException {
        LastWaits events = read(
                waits(7, 1000),
                "M=1 StateTransition Time=99999999999999999999 GoID=7 Waiting->Running\n",
                "M=\n\t\t/src/main.go:x\nTransitionStack=\n\t\t:\n",
                "M=1 P=1 G=8 StateTransition Time=1000 GoID=8 Running->Waiting \nTransitionStack=\n\t\tmain.go:1x\n\tx\n\n");

        assertThat(events.waits()).hasSize(2);
    }

    private static String waits(int goroutine, long time) {
        return transition(goroutine, time, "Running->Waiting") + stack();
    }

    private static String stack() {
        return """
                TransitionStack=
                \truntime.chanrecv1 @ 0x416431
                \t\t/go/chan.go:442
                \tmain.wait[...] @ 0x47
                \t\t/src/main.go:7

                Stack=
                \tmain.other @ 0x1
                \t\t/src/other.go:1

                """;
    }

    private static String transition(int goroutine, long time, String states) {
        return event(time, "StateTransition").stripTrailing() + " GoID=" + goroutine + " " + states
                + " Reason=\"chan receive\"\n";
    }

    private static String event(long time, String kind) {
        return "M=30159 P=0 G=18 " + kind + " Time=" + time + " \n";
    }

    private static LastWaits read(String... lines) throws IOException {
        TraceEvents events = new TraceEvents();
        take(events, String.join("", lines));
        return events.end();
    }

    private static void take(TraceEvents events, String text) throws IOException {
        events.take(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
