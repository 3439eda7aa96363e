package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.diagnosis.Diagnostics;
import io.github.noleak.gate.Activity;
import io.github.noleak.gate.ProcessSlots;
import io.github.noleak.gate.Session;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.inspect.EscapeReasons;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.judge.BaselineUpdate;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.GrownWithin;
import io.github.noleak.judge.Known;
import io.github.noleak.judge.SeriesJudge;
import io.github.noleak.judge.SeriesSoFar;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.UnclosedFiles;
import io.github.noleak.report.Reports;
import io.github.noleak.report.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Judges one built scenario by its limits and by what is known of it.
 *
 * @param before its turn in a process in which others have theirs; null where it had none that is complete
 */
@API(status = INTERNAL, since = "0.1")
public record LeakDetector(
        Session session,
        TestBinary binary,
        ScenarioName name,
        ScenarioSettings limits,
        Reports reports,
        @Nullable Series before,
        Activity activity) {

    private static final double NANOS = 1e9;

    /** The last lines of a failure that stand in a note. */
    private static final int SAID = 3;

    private static final String ALONE =
            "Beside other processes this failed: %s. This is what it does alone. What a user or"
                    + " the system may have at once is shared: lower noleak.parallelism if there is not enough of it.";

    private static final String OF_TEST = "`within` (%s) says nothing of a test: each call of it is one operation.";

    LeakReport report() {
        try (RawProfiles raw = RawProfiles.in(session.workplace())) {
            return report(raw);
        }
    }

    private LeakReport report(RawProfiles raw) {
        ModuleListing module = binary.module();
        Known known = session.baselines().known(module, reports.scenario());
        if (limits.within().on() && name.isBenchmark()) {
            return withinCall(known, raw);
        }
        SeriesScheduler.Decision decided = noting(series(known, seen(), raw));
        return session.baselines().updating() ? updated(decided, known, raw) : told(decided.conclusion(), raw);
    }

    private SeriesScheduler.Decision noting(SeriesScheduler.Decision decided) {
        SiteFinder sites = sites(binary.module());
        List<GrownWithin> grown = decided.soFar().series().stream()
                .map(series -> GrownWithin.in(series.looks(), sites))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        Conclusion conclusion = reports.noting(decided.conclusion(), grown);
        Optional<UnclosedFiles> unclosed = decided.soFar().series().stream()
                .flatMap(series -> Stream.ofNullable(series.unclosed()))
                .findFirst();
        return new SeriesScheduler.Decision(
                unclosed.map(files -> Reports.noting(conclusion, files)).orElse(conclusion), decided.soFar());
    }

    private LeakReport withinCall(Known known, RawProfiles raw) {
        Conclusion conclusion = new WithinCall(session, binary, name, limits.within(), raw, activity)
                .run(judge(Known.nothing()), () -> series(known, seen(), raw).conclusion());
        SiteFinder sites = sites(binary.module());
        BestEffort asking = new BestEffort();
        Diagnostics diagnostics = Diagnostics.none()
                .withCompiler(asking.ask(
                        "The compiler",
                        EscapeReasons.none(),
                        () -> compiler(sites).of(conclusion))::of);
        return reports.withinCall()
                .of(
                        conclusion.noting(asking.notices()),
                        sites,
                        diagnostics,
                        session.profiles().of(binary.module().settings().directory()),
                        new RunFiles(raw.of(conclusion.measured()), Map.of()));
    }

    private SeriesJudge judge(Known known) {
        SeriesJudge judge = new SeriesJudge(
                limits.limits(),
                sites(binary.module()),
                session.settings().budget().toNanos() / NANOS,
                limits.iterations(),
                known,
                name.isBenchmark());
        return before == null ? judge : judge.recording(before.profileRate());
    }

    private SeriesSoFar seen() {
        return SeriesSoFar.of(before == null ? List.of() : List.of(before));
    }

    private SeriesScheduler.Decision series(Known known, SeriesSoFar seen, RawProfiles raw) {
        ProcessSlots.Guest guest = session.places().guest();
        SeriesScheduler.Decision beside = series(known, seen, guest, raw);
        if (!failed(beside.conclusion()) || !guest.wasBesideOthers()) {
            return beside;
        }
        SeriesScheduler.Decision alone = alone(() -> series(known, seen, new ProcessSlots(1).guest(), raw));
        return new SeriesScheduler.Decision(notingAlone(alone.conclusion(), beside.conclusion()), alone.soFar());
    }

    private SeriesScheduler.Decision series(Known known, SeriesSoFar seen, ProcessSlots.Guest guest, RawProfiles raw) {
        return new SeriesScheduler(session, binary, name, guest, raw, activity).run(judge(known), seen);
    }

    private static boolean failed(Conclusion conclusion) {
        return conclusion.verdict() == Verdict.ERROR && conclusion.stopped() != null;
    }

    /** What a user or the system may have at once is shared with others: now one process runs at a time, and no other. */
    private <T> T alone(Supplier<T> again) {
        return activity.during(
                "running it again alone, as it failed beside others",
                () -> session.inPlaces(session.places().count(), again));
    }

    private static Conclusion notingAlone(Conclusion alone, Conclusion beside) {
        return failed(alone) ? alone : alone.noting(List.of(ALONE.formatted(words(beside))));
    }

    /** Returns what a failure said, in one line. */
    private static String words(Conclusion conclusion) {
        Stopped stopped = conclusion.stopped();
        if (stopped == null) {
            return "";
        }
        List<String> lines = stopped.details();
        List<String> said = new ArrayList<>(List.of(stopped.headline()));
        lines.subList(Math.max(0, lines.size() - SAID), lines.size()).forEach(l -> said.add(l.strip()));
        return String.join(" | ", said);
    }

    /** The new record is held against the same series: what would not pass with it is not recorded. */
    private LeakReport updated(SeriesScheduler.Decision decided, Known known, RawProfiles raw) {
        Conclusion conclusion = decided.conclusion();
        Optional<BaselineUpdate> made = BaselineUpdate.of(
                known,
                conclusion,
                decided.soFar(),
                sites(binary.module()),
                session.baselines().reason().orElse(null),
                name.isBenchmark());
        if (made.isEmpty()) {
            return told(conclusion, raw);
        }
        BaselineUpdate update = made.get();
        if (!update.unexplained().isEmpty()) {
            return BaselineReports.unexplained(reports, update, known, told(conclusion, raw));
        }
        Conclusion then =
                series(known.with(update.scenario()), decided.soFar(), raw).conclusion();
        if (then.verdict() != Verdict.CLEAN) {
            return told(then, raw);
        }
        session.baselines().record(binary.module(), reports.scenario(), update.scenario());
        return told(then.noting(BaselineReports.changes(update, known)), raw);
    }

    private LeakReport told(Conclusion conclusion, RawProfiles raw) {
        return activity.during("asking about what was found", () -> asked(conclusion, raw));
    }

    private LeakReport asked(Conclusion conclusion, RawProfiles raw) {
        SiteFinder sites = sites(binary.module());
        ScenarioRun scenario = scenario();
        BestEffort asking = new BestEffort();
        TraceCheck.Traced traced = asking.ask(
                "The execution trace",
                TraceCheck.Traced.none(),
                () -> new TraceCheck(session, scenario, raw.directory()).of(conclusion));
        Diagnostics diagnostics = new Diagnostics(
                asking.ask(
                        "The compiler",
                        EscapeReasons.none(),
                        () -> compiler(sites).of(conclusion))::of,
                asking.ask(
                        "The runtime",
                        leak -> Optional.empty(),
                        () -> new RuntimeProof(session, scenario).of(conclusion)),
                traced::waits,
                asking.ask("grf", leak -> List.of(), () -> new RetainingPathSearch(session, scenario).of(conclusion)));
        return reports.of(
                conclusion.noting(traced.notices()).noting(asking.notices()).noting(ofTest()),
                sites,
                diagnostics,
                session.profiles().of(binary.module().settings().directory()),
                new RunFiles(raw.of(conclusion.measured()), traced.files()));
    }

    private List<String> ofTest() {
        return limits.within().on() && !name.isBenchmark()
                ? List.of(OF_TEST.formatted(limits.within().source()))
                : List.of();
    }

    private ScenarioRun scenario() {
        return new ScenarioRun(session.workplace(), binary, name);
    }

    private CompilerDiagnostic compiler(SiteFinder sites) {
        return new CompilerDiagnostic(session, binary.module(), List.of(), sites);
    }

    public static SiteFinder sites(ModuleListing module) {
        // Profiles name the same few files over and over.
        Map<String, Boolean> own = new ConcurrentHashMap<>();
        return new SiteFinder(
                frame -> own.computeIfAbsent(frame.file(), f -> module.contains(f) && !f.endsWith("_testmain.go")),
                module::sourceOf);
    }
}
