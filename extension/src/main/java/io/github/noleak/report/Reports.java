package io.github.noleak.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.LeakReport;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import io.github.noleak.diagnosis.Causes;
import io.github.noleak.diagnosis.Diagnostics;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.GrownWithin;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.measure.UnclosedFiles;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Makes the reports of one scenario.
 *
 * @param scenario the id
 * @param packagePath the import path of its package; empty where it is not known
 * @param function the Go function
 * @param goVersion the toolchain; empty where none ran
 * @param command runs the scenario by hand with a heap profile; empty where there is none that would
 */
@API(status = INTERNAL, since = "0.1")
public record Reports(String scenario, String packagePath, String function, String goVersion, String command) {

    private static final String UNCLOSED =
            "Nobody closes %s of %s: the garbage collector does, once it has found that nothing refers to them. Until then they"
                    + " stay open, and a process with little garbage runs out of descriptors. Close each (docs/leaks/file-not-closed.md).";

    /** Returns the same for what is let go of when a call ends: a profile of the end would not show it. */
    public Reports withinCall() {
        return new Reports(scenario, packagePath, function, goVersion, "");
    }

    /** Returns a conclusion with what is to be said of growth within a call: a leak beside it says more. */
    public Conclusion noting(Conclusion conclusion, List<GrownWithin> grown) {
        return grown.isEmpty() || conclusion.verdict() != Verdict.CLEAN
                ? conclusion
                : conclusion.noting(List.of(WithinCallNotice.of(scenario, grown)));
    }

    /** Returns a conclusion with what is to be said of files that nobody closes. */
    public static Conclusion noting(Conclusion conclusion, UnclosedFiles unclosed) {
        return conclusion.noting(List.of(UNCLOSED.formatted(
                Numbers.count((double) unclosed.files(), "file"),
                Numbers.count((double) unclosed.operations(), "operation"))));
    }

    /** Returns the report of a conclusion, without any profile. */
    public LeakReport of(Conclusion conclusion, SiteFinder sites) {
        return of(conclusion, sites, Diagnostics.none(), DeeperLook.NONE);
    }

    /**
     * Returns the report of a conclusion; where it is a leak, its profiles are written.
     *
     * @param diagnostics who could be asked about it
     * @param left what its runs left behind
     */
    public LeakReport of(
            Conclusion conclusion, SiteFinder sites, Diagnostics diagnostics, ProfileFiles files, RunFiles left) {
        DeeperLook look =
                DeeperLook.into(files, new DeeperLook.Scenario(scenario, packagePath), conclusion, sites, left);
        return of(conclusion.noting(look.notices()), sites, diagnostics, look);
    }

    private LeakReport of(Conclusion conclusion, SiteFinder sites, Diagnostics diagnostics, DeeperLook look) {
        ThreeSnapshots measured = conclusion.measured();
        Causes causes = conclusion.leaks().isEmpty() ? new Causes(List.of()) : Causes.load();
        List<Leak> leaks =
                measured == null ? List.of() : new LeakFinder(conclusion, measured, sites, causes, diagnostics).leaks();
        List<Long> iterations = measured == null ? List.of() : measured.iterations();
        Map<Metric, MetricReport> metrics = new EnumMap<>(Metric.class);
        conclusion.metrics().forEach(m -> metrics.put(m.metric(), m));
        return new LeakReport(
                scenario,
                packagePath,
                function,
                conclusion.verdict(),
                goVersion,
                iterations,
                metrics,
                leaks,
                conclusion.notices(),
                new Story(scenario, conclusion, leaks, causes, iterations, sites.sources(), look, command).tell());
    }

    /** Returns the report of a scenario that could not be run. */
    public LeakReport ofError(String headline, List<String> details) {
        return withoutRuns(Verdict.ERROR, Story.ofError(scenario, headline, details));
    }

    /** Returns the report of a scenario that is exempt. */
    public LeakReport ofSkip(String reason) {
        return withoutRuns(Verdict.SKIPPED, Verdict.SKIPPED.name() + " " + scenario + ": " + Printable.text(reason));
    }

    private LeakReport withoutRuns(Verdict verdict, String message) {
        return new LeakReport(
                scenario,
                packagePath,
                function,
                verdict,
                goVersion,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                message);
    }
}
