package io.github.noleak.report;

import io.github.noleak.Leak;
import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import java.util.List;
import java.util.Map;

/** Reports to write. */
final class SampleReports {

    private SampleReports() {}

    static LeakReport clean(String scenario) {
        return report(scenario, Verdict.CLEAN, List.of(), "CLEAN " + scenario);
    }

    static LeakReport error(String scenario) {
        return report(scenario, Verdict.ERROR, List.of(), "ERROR " + scenario);
    }

    static LeakReport with(List<Leak> leaks) {
        return report("cache.BenchmarkPut", Verdict.LEAK, leaks, "LEAK cache.BenchmarkPut");
    }

    private static LeakReport report(String scenario, Verdict verdict, List<Leak> leaks, String message) {
        return new LeakReport(
                scenario,
                "example.com/shop/cache",
                scenario.substring(scenario.lastIndexOf('.') + 1),
                verdict,
                "go1.26.8",
                List.of(10L, 20L, 40L),
                Map.of(),
                leaks,
                List.of(),
                message);
    }
}
