package io.github.noleak.junit;

import io.github.noleak.LeakReport;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.go.BuildSettings;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.ModuleListing;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.TestBinary;
import io.github.noleak.report.BaselineException;
import io.github.noleak.report.Reports;
import java.util.function.Supplier;

/** Takes one scenario all the way from its name to its report. */
record Gate(Session session) {

    private static final double NANOS = 1e9;

    /**
     * Runs a scenario.
     *
     * @param id as the user wrote it
     * @param build finds the module; it may fail
     * @param test the test that asks, for the report
     */
    LeakReport run(String id, Supplier<BuildSettings> build, ScenarioSettings limits, String test) {
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
            TestBinary binary = session.binary(module, goPackage);
            report = new Judgement(session, binary, name, limits, reports).report();
        } catch (GoException e) {
            report = reports.ofError(e.headline(), e.details());
        } catch (BaselineException e) {
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
