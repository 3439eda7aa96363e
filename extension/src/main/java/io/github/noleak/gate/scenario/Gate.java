package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import io.github.noleak.config.Annotations;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.gate.Activity;
import io.github.noleak.gate.Failures;
import io.github.noleak.gate.GateFailure;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.NoSuchNameException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.measure.Series;
import io.github.noleak.report.Reports;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Takes one scenario all the way from its name to its report. */
@API(status = INTERNAL, since = "0.1")
public record Gate(Session session, Progress progress) {

    private static final double NANOS = 1e9;

    /**
     * Runs a scenario that is still to be found.
     *
     * @param id as the user wrote it
     * @param build finds the module; it may fail
     * @param annotations what stands in Java about the scenario
     * @param test the test that asks, for the report
     * @throws GateFailure if there is nothing of that name, whether or not verdicts fail tests
     */
    public LeakReport run(String id, Supplier<BuildSettings> build, Annotations annotations, String test) {
        long started = System.nanoTime();
        String directory = "";
        Reports reports = new Reports(id, "", "", "", "");
        LeakReport report;
        try (Activity activity = session.heartbeat().begin(id)) {
            ScenarioName name = ScenarioName.parse(id);
            reports = new Reports(id, "", name.function(), "", "");
            BuildSettings settings = build.get();
            directory = settings.directory().toString();
            ModuleListing module = activity.during("listing the Go module", () -> session.module(settings));
            GoPackage goPackage = module.packageOf(name);
            Rules rules = new Rules(annotations, session.limitsFile(settings.directory()), session.settings());
            reports = reports(module, goPackage, name);
            report = judge(module, goPackage, name, rules, reports, null, activity);
        } catch (ConfigurationException e) {
            throw e; // its test says it
        } catch (NoSuchNameException e) {
            throw new GateFailure(tell(reports.ofError(e.headline(), e.details()), directory, test, started));
        } catch (RuntimeException | Error e) {
            report = Failures.report(reports, e);
        }
        return tell(report, directory, test, started);
    }

    /** Runs a scenario of a package, unless it is exempt; goes on after what was seen of it. */
    public LeakReport run(
            ModuleListing module,
            GoPackage goPackage,
            ScenarioName name,
            Rules rules,
            String test,
            @Nullable Series before) {
        long started = System.nanoTime();
        Reports reports = reports(module, goPackage, name);
        LeakReport report;
        try (Activity activity = session.heartbeat().begin(reports.scenario())) {
            report = judge(module, goPackage, name, rules, reports, before, activity);
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            report = Failures.report(reports, e);
        }
        return tell(report, module.settings().directory().toString(), test, started);
    }

    private LeakReport judge(
            ModuleListing module,
            GoPackage goPackage,
            ScenarioName name,
            Rules rules,
            Reports reports,
            @Nullable Series before,
            Activity activity) {
        Optional<String> exempt = rules.exemption(goPackage, name);
        if (exempt.isPresent()) {
            return reports.ofSkip(exempt.get());
        }
        TestBinary binary = activity.during("building", () -> session.binary(module, goPackage));
        ScenarioSettings limits = rules.limits(reports.scenario());
        return new LeakDetector(session, binary, name, limits, reports, before, activity).report();
    }

    /** Reports a scenario that is exempt before Go is looked for. */
    public LeakReport skip(String id, String reason, String test) {
        return tell(new Reports(id, "", "", "", "").ofSkip(reason), "", test, System.nanoTime());
    }

    /** Reports what could not be run at all: a package that does not build, a module or a scenario that is not there. */
    public LeakReport error(
            String id, String packagePath, String headline, List<String> details, String directory, String test) {
        return tell(
                new Reports(id, packagePath, "", "", "").ofError(headline, details),
                directory,
                test,
                System.nanoTime());
    }

    /** Reports a scenario for which something of NoLeak itself went wrong. */
    public LeakReport fault(String id, Throwable e, String directory, String test) {
        return tell(Failures.report(new Reports(id, "", "", "", ""), e), directory, test, System.nanoTime());
    }

    /**
     * Reports what could not be run.
     *
     * @throws GateFailure where there is nothing of a name, whether or not verdicts fail tests
     */
    public LeakReport failed(String id, Throwable e, String test) {
        LeakReport report = fault(id, e, "", test);
        if (e instanceof NoSuchNameException) {
            throw new GateFailure(report);
        }
        return report;
    }

    /** Reports a scenario that cannot be run for a mistake in its settings; the test fails with the mistake itself. */
    public void report(String id, ConfigurationException e, String test) {
        List<String> lines = String.valueOf(e.getMessage()).lines().toList();
        tell(
                new Reports(id, "", "", "", "").ofError(lines.get(0), lines.subList(1, lines.size())),
                "",
                test,
                System.nanoTime());
    }

    /** Reports what became of a scenario. */
    public LeakReport tell(LeakReport report, String directory, String test, long started) {
        session.report().add(report, directory, test);
        progress.print(report, (System.nanoTime() - started) / NANOS);
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
