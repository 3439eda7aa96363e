package io.github.noleak.junit;

import io.github.noleak.LeakReport;
import io.github.noleak.config.Annotations;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.go.BuildSettings;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.ModuleListing;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.ScenarioRun;
import io.github.noleak.go.TestBinary;
import io.github.noleak.report.Reports;
import io.github.noleak.verdict.Conclusion;
import io.github.noleak.verdict.Judge;
import io.github.noleak.verdict.SiteFinder;
import java.util.function.Supplier;

/** Takes one scenario all the way from its name to its report. */
record Gate(Session session) {

    private static final double NANOS = 1e9;

    /**
     * Runs a scenario.
     *
     * @param id as the user wrote it
     * @param build finds the module; it may fail
     * @param annotations what stands in Java about the scenario
     * @param test the test that asks, for the report
     */
    LeakReport run(String id, Supplier<BuildSettings> build, Annotations annotations, String test) {
        long started = System.nanoTime();
        String directory = "";
        Reports reports = new Reports(id, "", "", "", "");
        LeakReport report;
        try {
            ScenarioName name = ScenarioName.parse(id);
            reports = new Reports(id, "", name.function(), "", "");
            BuildSettings settings = build.get();
            directory = settings.directory().toString();
            ModuleListing module = session.module(settings);
            GoPackage goPackage = module.packageOf(name);
            reports = reports(module, goPackage, name);
            ScenarioSettings limits = limits(settings, reports.scenario(), annotations);
            if (limits.skip().isPresent()) {
                report = reports.ofSkip(limits.skip().get());
            } else {
                TestBinary binary = session.binary(module, goPackage);
                report = reports.of(judge(binary, name, limits), sites(module));
            }
        } catch (GoException e) {
            report = reports.ofError(e.headline(), e.details());
        }
        session.report().add(report, directory, test);
        Progress.print(report, (System.nanoTime() - started) / NANOS);
        return report;
    }

    LeakReport skip(String id, String reason, String test) {
        LeakReport report = new Reports(id, "", "", "", "").ofSkip(reason);
        session.report().add(report, "", test);
        Progress.print(report, 0);
        return report;
    }

    /** What a file says of a scenario can be told only now that its whole id is known. */
    private ScenarioSettings limits(BuildSettings build, String id, Annotations annotations) {
        return ScenarioSettings.resolve(annotations, session.limitsFile(build.directory()), id, session.settings());
    }

    private Conclusion judge(TestBinary binary, ScenarioName name, ScenarioSettings limits) {
        Judge judge = new Judge(
                limits.limits(),
                sites(binary.module()),
                session.settings().budget().toNanos() / NANOS,
                name.isBenchmark(),
                limits.iterations());
        return new Climb(new ScenarioRun(session.workplace(), binary, name), session.settings(), session.processes())
                .run(judge);
    }

    private static SiteFinder sites(ModuleListing module) {
        return new SiteFinder(
                frame -> module.contains(frame.file()) && !frame.file().endsWith("_testmain.go"));
    }

    private static Reports reports(ModuleListing module, GoPackage goPackage, ScenarioName name) {
        return new Reports(
                goPackage.scenario(name.goName()),
                goPackage.path(),
                name.function(),
                module.goVersion(),
                command(goPackage, name));
    }

    private static String command(GoPackage goPackage, ScenarioName name) {
        String target = goPackage.id().isEmpty() ? "." : "./" + goPackage.id();
        String run = name.isBenchmark()
                ? "-run '^$' -bench '^" + name.function() + "$' -benchtime 10000x"
                : "-run '^" + name.function() + "$' -count 1000";
        return "go test " + run + " -memprofilerate 1 -memprofile heap.pb.gz " + target
                + " && go tool pprof -top -cum -sample_index=inuse_space heap.pb.gz";
    }
}
