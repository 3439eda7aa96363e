package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.gate;
import static io.github.noleak.examples.Figures.print;
import static io.github.noleak.examples.Figures.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.examples.Figures.Timed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Shows how rare a leak may be and is found still, run by the Maven profile {@code benchmark}: what is fast could also
 * have looked at little.
 */
class GateDepth {

    private static final Pattern SCENARIO = Pattern.compile("traces\\.Benchmark(\\w+/\\w+)/1in(\\d+)");
    private static final String LEAK = "LEAK";

    /** What the gate promises to find in any operation that is fast enough to be run so often. */
    private static final int PROMISED = 1_000;

    private record Rare(String operation, int oneIn, Timed timed) {

        static Rare of(Timed timed) {
            Matcher scenario = SCENARIO.matcher(timed.scenario());
            assertThat(scenario.matches()).as(timed.scenario()).isTrue();
            return new Rare(scenario.group(1), Integer.parseInt(scenario.group(2)), timed);
        }

        boolean found() {
            return timed.outcome().equals(LEAK);
        }

        /** No failure means that nothing was found; any other is told by its name. */
        String result() {
            if (found()) {
                return "found";
            }
            return timed.outcome().isEmpty() ? "not found" : timed.outcome();
        }
    }

    /** One object in so many operations. */
    @GoModule("go/rare")
    @GoBenchmarks
    static class RareLeaks {}

    @Test
    void theRarestLeakThatIsFound() {
        Map<String, List<Rare>> byOperation = new LinkedHashMap<>();
        for (Timed timed : timed(gate(RareLeaks.class, Map.of("noleak.mode", "fail")))) {
            Rare rare = Rare.of(timed);
            byOperation
                    .computeIfAbsent(rare.operation(), o -> new ArrayList<>())
                    .add(rare);
        }
        byOperation.values().forEach(rares -> rares.sort(Comparator.comparingInt(Rare::oneIn)));
        print("%-20s %12s  %-12s %7s%n", "operation", "one in", "", "seconds");
        byOperation.values().forEach(GateDepth::tell);
        print("the rarest found:%n");
        byOperation.forEach((operation, rares) -> print("  %-20s %s%n", operation, rarest(rares)));
        assertThat(byOperation.values())
                .isNotEmpty()
                .allSatisfy(rares -> assertThat(rares)
                        .filteredOn(r -> r.oneIn() <= PROMISED)
                        .isNotEmpty()
                        .allMatch(Rare::found));
    }

    private static void tell(List<Rare> rares) {
        for (Rare rare : rares) {
            print(
                    "%-20s %,12d  %-12s %7.2f%n",
                    rare.operation(), rare.oneIn(), rare.result(), rare.timed().seconds());
        }
    }

    private static String rarest(List<Rare> rares) {
        OptionalInt rarest =
                rares.stream().filter(Rare::found).mapToInt(Rare::oneIn).max();
        return rarest.isPresent() ? String.format("one in %,d", rarest.getAsInt()) : "none";
    }
}
