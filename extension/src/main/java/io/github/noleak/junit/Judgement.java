package io.github.noleak.junit;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.go.EscapeReasons;
import io.github.noleak.go.ModuleListing;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.ScenarioRun;
import io.github.noleak.go.TestBinary;
import io.github.noleak.report.Reports;
import io.github.noleak.report.RunFiles;
import io.github.noleak.report.Witnesses;
import io.github.noleak.verdict.BaselineUpdate;
import io.github.noleak.verdict.Conclusion;
import io.github.noleak.verdict.Judge;
import io.github.noleak.verdict.Known;
import io.github.noleak.verdict.Round;
import io.github.noleak.verdict.SeriesJudge;
import io.github.noleak.verdict.SiteFinder;
import io.github.noleak.verdict.Stopped;
import io.github.noleak.verdict.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Judges one built scenario by its limits and by what is known of it.
 *
 * @param before what was seen of it already
 */
record Judgement(
        Session session,
        TestBinary binary,
        ScenarioName name,
        ScenarioSettings limits,
        Reports reports,
        Seen before,
        Activity activity) {

    private static final double NANOS = 1e9;

    private static final String TOGETHER =
            "Setting up takes long: this was run in the same processes as the function's other sub-benchmarks. What one"
                    + " of them keeps and another lets go of was not seen.";

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
        Optional<SeriesClimb.Decision> decided = series(known, seen(), raw);
        if (decided.isPresent()) {
            return told(decided.get(), known, raw);
        }
        Places.Guest guest = session.places().guest();
        Climb climb = climb(guest, raw);
        List<Round> rounds = new ArrayList<>(before.rounds());
        Conclusion conclusion = climb.run(judge(known), rounds);
        if (failed(conclusion) && guest.wasBesideOthers()) {
            rounds.clear();
            Climb alone = climb(new Places(1).guest(), raw);
            return told(notingAlone(alone(() -> alone.run(judge(known), rounds)), conclusion), raw);
        }
        if (!before.rounds().isEmpty() && rounds.size() == before.rounds().size()) {
            return told(conclusion.noting(List.of(TOGETHER)), raw);
        }
        if (!session.baselines().updating()) {
            return told(conclusion, raw);
        }
        Optional<BaselineUpdate> update = BaselineUpdate.of(
                known,
                conclusion,
                rounds,
                sites(module),
                session.baselines().reason().orElse(null),
                name.isBenchmark());
        return updated(update, known, conclusion, record -> climb.run(judge(record), rounds), raw);
    }

    private LeakReport withinCall(Known known, RawProfiles raw) {
        Conclusion conclusion = new WithinCall(session, binary, name, limits.within(), raw, activity)
                .run(
                        seriesJudge(Known.nothing()),
                        limits.limits(),
                        () -> climb(session.places().guest(), raw).run(judge(known), new ArrayList<>()));
        SiteFinder sites = sites(binary.module());
        Asking asking = new Asking();
        Witnesses witnesses = Witnesses.none()
                .withCompiler(asking.ask(
                        "The compiler",
                        EscapeReasons.none(),
                        () -> compiler(sites).of(conclusion))::of);
        return reports.withinCall()
                .of(
                        conclusion.noting(asking.notices()),
                        sites,
                        witnesses,
                        session.profiles().of(binary.module().settings().directory()),
                        new RunFiles(raw.of(conclusion.measured()), Map.of()));
    }

    private SeriesJudge seriesJudge(Known known) {
        return new SeriesJudge(
                limits.limits(),
                sites(binary.module()),
                session.settings().budget().toNanos() / NANOS,
                limits.iterations(),
                known,
                name.isBenchmark());
    }

    private Tried seen() {
        return Tried.of(before.series() == null ? List.of() : List.of(before.series()));
    }

    /** What shares its set-up with others was looked at in rounds. */
    private Optional<SeriesClimb.Decision> series(Known known, Tried seen, RawProfiles raw) {
        if (!before.rounds().isEmpty() || !binary.series()) {
            return Optional.empty();
        }
        SeriesJudge judge = seriesJudge(known);
        Places.Guest guest = session.places().guest();
        Optional<SeriesClimb.Decision> beside = inSeries(judge, seen, guest, raw);
        if (beside.filter(d -> failed(d.conclusion()) && guest.wasBesideOthers())
                .isEmpty()) {
            return beside;
        }
        Conclusion failure = beside.get().conclusion();
        return alone(() -> inSeries(judge, seen, new Places(1).guest(), raw))
                .map(d -> new SeriesClimb.Decision(notingAlone(d.conclusion(), failure), d.tried()));
    }

    private Optional<SeriesClimb.Decision> inSeries(
            SeriesJudge judge, Tried seen, Places.Guest guest, RawProfiles raw) {
        return new SeriesClimb(session, binary, name, guest, raw, activity).run(judge, seen);
    }

    private LeakReport told(SeriesClimb.Decision decided, Known known, RawProfiles raw) {
        Conclusion conclusion = decided.conclusion();
        if (!session.baselines().updating()) {
            return told(conclusion, raw);
        }
        Optional<BaselineUpdate> update = BaselineUpdate.ofSeries(
                known,
                conclusion,
                decided.tried(),
                sites(binary.module()),
                session.baselines().reason().orElse(null),
                name.isBenchmark());
        return updated(
                update,
                known,
                conclusion,
                record -> series(record, decided.tried(), raw)
                        .map(SeriesClimb.Decision::conclusion)
                        .orElse(conclusion),
                raw);
    }

    private Climb climb(Places.Guest guest, RawProfiles raw) {
        return new Climb(scenario().keeping(raw.directory()), session.settings(), guest, activity);
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

    /**
     * The new record is held against the same runs: what would not pass with it is not recorded.
     *
     * @param again concludes from the same runs by another record
     */
    private LeakReport updated(
            Optional<BaselineUpdate> made,
            Known known,
            Conclusion conclusion,
            Function<Known, Conclusion> again,
            RawProfiles raw) {
        if (made.isEmpty()) {
            return told(conclusion, raw);
        }
        BaselineUpdate update = made.get();
        if (!update.unexplained().isEmpty()) {
            return reports.ofError(unexplained(update, known), details(update, told(conclusion, raw)));
        }
        Conclusion then = again.apply(known.with(update.scenario()));
        if (then.verdict() != Verdict.CLEAN) {
            return told(then, raw);
        }
        session.baselines().record(binary.module(), reports.scenario(), update.scenario());
        return told(
                then.noting(update.changes().stream()
                        .map(c -> known.source() + " is updated: " + c + ".")
                        .toList()),
                raw);
    }

    private LeakReport told(Conclusion conclusion, RawProfiles raw) {
        return activity.during("asking about what was found", () -> asked(conclusion, raw));
    }

    private LeakReport asked(Conclusion conclusion, RawProfiles raw) {
        SiteFinder sites = sites(binary.module());
        ScenarioRun scenario = scenario();
        Asking asking = new Asking();
        TraceCheck.Traced traced = asking.ask(
                "The execution trace",
                TraceCheck.Traced.none(),
                () -> new TraceCheck(session, scenario, raw.directory()).of(conclusion));
        Witnesses witnesses = new Witnesses(
                asking.ask(
                        "The compiler",
                        EscapeReasons.none(),
                        () -> compiler(sites).of(conclusion))::of,
                asking.ask(
                        "The runtime",
                        leak -> Optional.empty(),
                        () -> new RuntimeProof(session, scenario).of(conclusion)),
                traced::waits,
                asking.ask("grf", leak -> List.of(), () -> new HolderSearch(session, scenario).of(conclusion)));
        return reports.of(
                conclusion.noting(traced.notices()).noting(asking.notices()).noting(ofTest()),
                sites,
                witnesses,
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

    private CompilerWitness compiler(SiteFinder sites) {
        return new CompilerWitness(session, binary.module(), List.of(), sites);
    }

    private static String unexplained(BaselineUpdate update, Known known) {
        int count = update.unexplained().size();
        return (count == 1 ? "a leak" : count + " leaks") + " that " + known.source() + " does not know "
                + (count == 1 ? "needs" : "need") + " a reason: add -Dnoleak.baseline.reason=…";
    }

    private static List<String> details(BaselineUpdate update, LeakReport found) {
        List<String> details = new ArrayList<>();
        details.add("Nothing is written for this scenario. Without a reason:");
        update.unexplained().forEach(f -> details.add("  " + f));
        details.add("Expected: why it may stay, such as -Dnoleak.baseline.reason=\"fixed with ticket 12\".");
        details.add("Without the update, the verdict is:");
        details.addAll(found.message().lines().toList());
        return details;
    }

    private Judge judge(Known known) {
        return new Judge(
                limits.limits(),
                sites(binary.module()),
                session.settings().budget().toNanos() / NANOS,
                name.isBenchmark(),
                limits.iterations(),
                known);
    }

    static SiteFinder sites(ModuleListing module) {
        // Profiles name the same few files over and over.
        Map<String, Boolean> own = new ConcurrentHashMap<>();
        return new SiteFinder(
                frame -> own.computeIfAbsent(frame.file(), f -> module.contains(f) && !f.endsWith("_testmain.go")),
                module::sourceOf);
    }
}
