package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.LeakProbe;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services that several threads call at once. */
class CallersTests {

    private static final String WEB = "src/test/go/web";
    private static final Set<Thread> CALLERS = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path reports;

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("-noleak-caller-"));
    }

    @Test
    void callsOfARoundAreMadeAtOnceAndEachIsCountedOnce() {
        CALLERS.clear();
        GateRun run = GateRun.of(reports, AtOnceCase.class, "noleak.service.budget", "6s");

        assertThat(run.gateFailure("waits", "LEAK AtOnceCase.waits: "))
                .containsPattern("goroutines +\\+1 per operation");
        run.passes("meet");
        assertThat(CALLERS).hasSize(4);
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class AtOnceCase {

        private final Thread test = Thread.currentThread();
        private final AtomicInteger calls = new AtomicInteger();
        private final CyclicBarrier all = new CyclicBarrier(4);

        @NoLeak(callers = 4)
        void waits(GoServiceProcess web) throws IOException {
            read(web.uri("/waits"));
        }

        @NoLeak(callers = 4, iterations = 16)
        void meet(GoServiceProcess web) throws Exception {
            read(web.uri("/closes"));
            if (calls.incrementAndGet() == 1) {
                assertThat(Thread.currentThread()).as("the first call").isSameAs(test);
            } else if (CALLERS.add(Thread.currentThread()) && CALLERS.size() <= 4) {
                all.await(1, TimeUnit.MINUTES); // none of four has come back before all are here
            }
        }
    }

    @Test
    void exceptionOfAnyCallFailsTheTestAsItself() {
        GateRun run = GateRun.of(reports, ThrowingCase.class);

        assertThat(run.failure("throwsBesideOthers"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("sold out");
        assertThat(run.scenario("throwsBesideOthers").getString("message")).contains("sold out");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class ThrowingCase {

        private final Thread test = Thread.currentThread();

        @NoLeak(callers = 8)
        void throwsBesideOthers(GoServiceProcess web) throws Exception {
            read(web.uri("/closes"));
            if (Thread.currentThread() != test) {
                throw new IllegalStateException("sold out");
            }
        }
    }

    @Test
    void callOfAnyThreadThatDoesNotComeBackIsAHang() {
        CALLS.set(0);
        GateRun run = GateRun.of(reports, HangingCase.class, "noleak.timeout", "3s");

        assertThat(run.gateFailure("hangs", "HANG HangingCase.hangs: a call did not come back in 3.0 s"))
                .contains("called in CallersTests.read (CallersTests.java:")
                .contains("CallersTests$HangingCase.hangs(CallersTests.java:")
                .contains("select (no cases)", "store.go:71")
                .contains("the service was ended");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class HangingCase {

        private final Thread test = Thread.currentThread();

        @NoLeak(callers = 3)
        void hangs(GoServiceProcess web) throws IOException {
            boolean late = CALLS.incrementAndGet() > 130 && Thread.currentThread() != test;
            read(web.uri(late ? "/hangs" : "/closes"));
        }
    }

    @Test
    void timeoutOfJUnitEndsTheCallsOfAllThreads() {
        GateRun run = GateRun.of(reports, TimeoutCase.class, "noleak.timeout", "30m");

        assertThat(run.failure("sleeps")).isInstanceOf(TimeoutException.class);
        assertThat(run.scenario("sleeps").getString("message")).contains("was interrupted");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class TimeoutCase {

        @NoLeak(callers = 4, iterations = 40)
        @Timeout(value = 2, unit = TimeUnit.SECONDS)
        void sleeps(GoServiceProcess web) throws Exception {
            read(web.uri("/closes"));
            if (CALLS.incrementAndGet() > 20) {
                Thread.sleep(TimeUnit.MINUTES.toMillis(20));
            }
        }
    }

    @Test
    void mistakesSayWhatToChange() {
        GateRun run = GateRun.of(reports, MistakesCase.class);

        assertMistake(run, "benchmark", "@NoLeak(callers = …) on MistakesCase.benchmark names a benchmark");
        assertMistake(run, "goTest", "@NoLeak(callers = …) on MistakesCase.goTest names a test");
        assertMistake(run, "probed", "@NoLeak on MistakesCase.probed has `callers`, and a LeakProbe");
        assertMistake(
                run,
                "none",
                "@NoLeak(callers = 0) on MistakesCase.none is no valid value; expected: a whole number from 1 to 1000");
        assertMistake(run, "many", "@NoLeak(callers = 1001) on MistakesCase.many is no valid value");
    }

    private static void assertMistake(GateRun run, String method, String start) {
        assertThat(run.failure(method))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(start);
        assertThat(run.scenario(method).getString("verdict")).isEqualTo("error");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class MistakesCase {

        @NoLeak(benchmark = "BenchmarkX", callers = 2)
        void benchmark() {}

        @NoLeak(test = "TestX", callers = 2)
        void goTest() {}

        @NoLeak(callers = 2)
        void probed(LeakProbe probe) {
            assertThat(probe.nextRound()).isFalse();
        }

        @NoLeak(callers = 0)
        void none() {}

        @NoLeak(callers = 1001)
        void many() {}
    }

    private static void read(URI address) throws IOException {
        try (InputStream answer = address.toURL().openStream()) {
            answer.readAllBytes();
        }
    }
}
