package io.github.noleak.gate.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.LeakProbe;
import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.config.Setting;
import io.github.noleak.config.WorkloadSettings;
import io.github.noleak.diagnosis.Diagnostics;
import io.github.noleak.diagnosis.Reachability;
import io.github.noleak.gate.Activity;
import io.github.noleak.gate.Processes;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.scenario.BestEffort;
import io.github.noleak.gate.scenario.CompilerDiagnostic;
import io.github.noleak.gate.scenario.Snapshots;
import io.github.noleak.go.GoException;
import io.github.noleak.go.inspect.EscapeReasons;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.ServiceJudge;
import io.github.noleak.judge.ServiceStep;
import io.github.noleak.judge.Visit;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.RunOutcome;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.Profile;
import io.github.noleak.report.Reports;
import io.github.noleak.report.RunFiles;
import io.github.noleak.service.ServiceFindings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Samples a service between the rounds of a workload, until the judge has decided. */
@API(status = INTERNAL, since = "0.1")
public final class ServiceRun implements LeakProbe {

    private static final Logger LOGGER = System.getLogger(ServiceRun.class.getName());

    /** Rounds that are not judged: a service makes much on its first calls, and on its first samples. */
    private static final int WARM_UPS = 2;

    private static final long ITERATIONS = 100;

    /** Slow calls leave room for those of the warm-up, a series of eight, and two more as long as the four that confirm it. */
    private static final int ROUNDS = WARM_UPS + 8 + 2;

    /** What comes before the rounds of a soak takes no more than such a part of its time. */
    private static final int LEARNING = 4;

    private static final double NANOS = 1e9;

    private final Session session;
    private final LiveService service;
    private final ScenarioSettings limits;
    private final WorkloadSettings calling;
    private final ServiceBaseline baseline;
    private final Duration budget;
    private final List<Visit> visits = new ArrayList<>();
    private final RoundProfiles profiles = new RoundProfiles();
    private final Traffic traffic = new Traffic();
    private @Nullable CallCount count;
    private List<ServiceFindings> before = List.of();
    private long iterations;
    private ServiceStep due = new ServiceStep.Call(0, 0);
    private int warmUps;
    private boolean sized;
    private long began;
    private long stepBegan;
    private long roundBegan;
    private long calls;
    private long beforeMeasured;
    private long wanted;
    private long made;
    private boolean counted;
    private boolean uncounted;
    private int silent;
    private SettlePolicy policy = SettlePolicy.QUICK;
    private @Nullable Conclusion conclusion;
    private @Nullable Watchdog dog;
    private @Nullable Throwable thrown;
    private Activity activity = Activity.unseen();
    private Activity.Step step = activity.begin("");
    private boolean asked;
    private boolean everAsked;
    private volatile boolean heard;
    private boolean timed;
    private long until;
    private double slowSeconds;
    private double slowness;
    private long begun;
    private long ended;
    private double secondsPerCall;
    private double secondsOfARoundPerCall;

    public ServiceRun(
            Session session, LiveService service, ScenarioSettings limits, WorkloadSettings calling, String id) {
        this.session = session;
        this.service = service;
        this.limits = limits;
        this.calling = calling;
        this.baseline = new ServiceBaseline(session.baselines(), service, id);
        this.budget = calling.soak()
                .map(soak -> soak.dividedBy(LEARNING))
                .filter(part -> part.compareTo(session.settings().serviceBudget()) < 0)
                .orElseGet(() -> session.settings().serviceBudget());
        this.iterations = limits.iterations() > 0 ? limits.iterations() : ITERATIONS;
    }

    /** Returns how long a call may take. */
    Duration patience() {
        return session.settings().timeout();
    }

    /** Has somebody look after the calls between the samples. */
    void guardedBy(Watchdog watchdog) {
        dog = watchdog;
    }

    /** Has the calls counted that the service sees, and not those that are asked for. */
    void countsCalls() {
        count = new CallCount(service);
        count.begin(); // what asking takes is measured before anybody calls
    }

    /** Says what is done now. */
    void shownBy(Activity shown) {
        activity = shown;
        now("waiting for another workload of the service");
    }

    private void now(String words) {
        step.close();
        step = activity.begin(words);
    }

    /** Returns whether an exception is none of the workload's, but came up while the service was looked at. */
    boolean hasThrown(Throwable e) {
        return e == thrown;
    }

    /** Returns what is under way between two samples. */
    String underWay() {
        return heard ? "a call" : "a round of %,d calls".formatted(wanted);
    }

    /** Returns how long a round may take of which nothing is heard: as long as a call, and twice what calls took before. */
    private Duration roundPatience() {
        return patience().plusMillis((long) (2 * 1000 * secondsPerCall * wanted));
    }

    /** Returns how many threads are to make the calls of a round. */
    int callers() {
        return calling.callers();
    }

    /** Returns whether the round has another call, once it is time for that. Several threads may ask. */
    boolean beginCall() {
        long index;
        synchronized (this) {
            if (timed && begun > 0 && isTimeOver()) {
                wanted = begun;
                return false;
            }
            if (!timed && begun >= wanted) {
                return false;
            }
            index = begun++;
        }
        begin(index);
        return true;
    }

    private boolean isTimeOver() {
        return System.nanoTime() - until >= 0;
    }

    /** Returns how many calls may be made in what is left of a round that goes by time. */
    private long callsUntil() {
        return Math.max(1, (long) ((until - System.nanoTime()) / NANOS / secondsOfARoundPerCall));
    }

    /**
     * Says that a call of the round has ended. Where nobody has said how many there are to be in a round, the first one is cut
     * short so that all rounds find room in the budget.
     */
    synchronized void endCall() {
        ended++;
        if (mayBeShort(ended, roundBegan)) {
            firstOf(begun); // those of other threads are under way
            wanted = calling.warmUp().isPresent() ? wanted : begun;
        }
    }

    /** Says that this thread makes no other call of the round. */
    void callsNoMore() {
        if (dog != null) {
            dog.stop();
        }
    }

    /** Returns whether one call more would take too long. */
    private boolean mayBeShort(long soMany, long since) {
        double another = (System.nanoTime() - since) * (soMany + 1.0) / soMany;
        return warmUps == 0 && !sized && limits.iterations() == 0 && another > (double) budget.toNanos() / ROUNDS;
    }

    /** Has all rounds of the first series have so many calls. */
    private void firstOf(long soMany) {
        iterations = ServiceJudge.ofFirstRounds(soMany);
        sized = true;
    }

    /** Returns what is to be said of a call that did not come back. */
    Conclusion hung(String headline, List<String> details) {
        RunPlan runPlan = new RunPlan(calls + 1, 1, policy, 1, 0);
        return new Conclusion(
                Verdict.HANG,
                null,
                List.of(),
                List.of(),
                0,
                new Stopped(runPlan, Stopped.Cause.HUNG, headline, details),
                List.of());
    }

    /** Returns the calls of the round that has begun; a loop that asks each time says that it goes on. */
    @Override
    public long iterations() {
        if (asked) {
            begin(begun++);
        }
        asked = true;
        everAsked = true;
        return wanted;
    }

    /** Waits until it is time for a call, of which each has its time. */
    private void begin(long index) {
        if (dog != null && slowness > 0) {
            dog.pause();
        }
        waitFor(slowness * index);
        heard = true;
        if (dog != null) {
            dog.expect(patience());
        }
    }

    /** Ends the round before, and says whether there is another. */
    @Override
    public boolean nextRound() {
        if (dog != null) {
            dog.pause();
        }
        try {
            boolean another = isAnother();
            if (another) {
                now(words());
            }
            return another;
        } catch (RuntimeException | Error e) {
            thrown = e;
            throw e;
        } finally {
            asked = false;
            heard = false;
            begun = 0;
            ended = 0;
            roundBegan = System.nanoTime();
            if (dog != null && wanted > 0) {
                dog.expect(roundPatience());
            }
        }
    }

    private String words() {
        return timed
                ? calling.soak()
                        .map(soak -> SoakWords.going(soak, (System.nanoTime() - began) / NANOS))
                        .orElse("")
                : "calling the service, in a round of %,d".formatted(wanted);
    }

    private boolean isAnother() {
        if (wanted > 0) {
            if (!isComplete()) {
                if (silent == 0) {
                    begin();
                }
                return true;
            }
            waitFor(slowSeconds); // as long as slow calls were to take, whatever they took
            now("sampling the service");
            traffic.called(made);
            if (warmUps < warmUpRounds()) {
                warmUps++;
                sample(SettlePolicy.QUICK); // the first ones leave things behind that later ones do not
                began = System.nanoTime();
            } else {
                calls += made;
                secondsOfARoundPerCall = (System.nanoTime() - stepBegan) / NANOS / made;
                visit(policy, due);
            }
        }
        slowSeconds = 0;
        slowness = 0;
        timed = false;
        wanted = warmUps < warmUpRounds() ? warmUpCalls() : decide();
        if (wanted > 0) {
            made = 0;
            stepBegan = System.nanoTime();
            begin();
        }
        return wanted > 0;
    }

    private int warmUpRounds() {
        return (int) Math.min(WARM_UPS, calling.warmUp().orElse((long) WARM_UPS));
    }

    /** Returns the calls of the next round that is not judged: half of those that are wanted, if somebody has said how many. */
    private long warmUpCalls() {
        return calling.warmUp()
                .map(all -> warmUps == 0 ? all - all / WARM_UPS : all / WARM_UPS)
                .orElseGet(() -> ServiceJudge.firstRound(iterations));
    }

    private void begin() {
        if (count != null) {
            now("counting the calls of the service");
            if (calling.soak().isPresent()) {
                count.goOn(); // another tool may call it all the time
            } else {
                count.begin();
            }
        }
    }

    /** Returns whether as many calls were made as the judge wanted: a loop may make fewer in a round than it is asked for. */
    private boolean isComplete() {
        double seconds = (System.nanoTime() - roundBegan) / NANOS;
        OptionalLong seen = count == null ? OptionalLong.of(wanted) : count.seen(wanted);
        boolean unknown = seen.isEmpty() && !asked;
        if (timed && unknown && count != null && count.isPossible()) {
            requireSomeBy(until + patience().toNanos());
            silent++;
            return false; // as long as there are too few to be counted
        }
        counted |= seen.isPresent();
        if (unknown && counted && ++silent < AllocationCounts.LEAST_CALLS) {
            return false; // a round may have too few calls to be counted, but so many rounds have enough
        }
        silent = 0;
        uncounted |= unknown && warmUps == warmUpRounds();
        if (unknown && count != null && !count.isPossible()) {
            uncounted = true;
            requireCounts();
        }
        long now = seen.orElse(wanted);
        secondsPerCall = seconds / now;
        made += now;
        wanted -= now;
        if (timed) {
            wanted = count == null || isTimeOver() ? 0 : callsUntil();
            return wanted == 0;
        }
        if (wanted > 0 && made >= AllocationCounts.LEAST_CALLS && mayBeShort(made, stepBegan)) {
            firstOf(made); // of fewer than that, nobody knows how many there were
            return calling.warmUp().isEmpty();
        }
        return wanted <= 0 || System.nanoTime() - stepBegan > budget.toNanos();
    }

    private static void requireSomeBy(long end) {
        if (System.nanoTime() - end > 0) {
            throw new GoException(
                    "fewer than %d calls were seen in a round of a soak, and for noleak.timeout after it"
                            .formatted(AllocationCounts.LEAST_CALLS),
                    List.of("Expected: calls, by the method or by another tool, from its first round to the last."));
        }
    }

    /** Returns what the rounds have shown, if they are at their end. */
    Optional<Conclusion> conclusion() {
        return Optional.ofNullable(conclusion);
    }

    /** Returns who could be asked about what leaks. */
    Diagnostics diagnostics(Conclusion found, BestEffort asking) {
        EscapeReasons reasons = asking.ask(
                "The compiler",
                EscapeReasons.none(),
                () -> service.module()
                        .map(module ->
                                new CompilerDiagnostic(session, module, service.flags(), service.sites()).of(found))
                        .orElseGet(EscapeReasons::none));
        List<GoroutineCount> asked = asking.ask("The runtime", List.of(), () -> asked(found));
        return Diagnostics.none().withCompiler(reasons::of).withRuntime(leak -> Reachability.of(leak, asked));
    }

    /** Returns the heap profiles that a verdict rests on. */
    RunFiles files(Conclusion found) {
        ThreeSnapshots measured = found.measured();
        return measured == null ? new RunFiles(Map.of(), Map.of()) : profiles.of(measured, beforeMeasured);
    }

    /** Returns the calls of the next round; 0 once all is decided. */
    private long decide() {
        while (conclusion == null) {
            due = judge().next(visits);
            if (due instanceof ServiceStep.Call call) {
                policy = SettlePolicy.QUICK;
                return call.calls();
            }
            if (due instanceof ServiceStep.CallUntil call) {
                policy = SettlePolicy.QUICK;
                timed = true;
                until = began + (long) (call.seconds() * NANOS);
                return callsUntil();
            }
            if (due instanceof ServiceStep.CallSlowly call) {
                policy = SettlePolicy.QUICK;
                slowSeconds = call.seconds();
                slowness = slowSeconds / call.calls();
                return call.calls();
            }
            if (due instanceof ServiceStep.Decided decided && !baseline.renews(decided.conclusion())) {
                if (decided.conclusion().verdict() == Verdict.CLEAN) {
                    traffic.requireSome(this::alone);
                    requireCounts();
                }
                conclusion = baseline.recorded(decided.conclusion())
                        .noting(SoakWords.ended(calling.soak(), seconds(), calls));
                beforeMeasured = decided.before();
                return 0;
            }
            if (due instanceof ServiceStep.Rest rest) {
                rest(rest.seconds());
                visit(rest.policy(), rest);
            }
        }
        return 0;
    }

    private ServiceJudge judge() {
        ServiceJudge judge = new ServiceJudge(
                limits.limits(),
                service.sites(),
                budget.toNanos() / NANOS,
                iterations,
                session.settings().isOn(Setting.SERVICE_STRICT),
                baseline.known());
        return calling.soak()
                .map(soak -> judge.soaking(soak.toNanos() / NANOS, count == null || everAsked))
                .orElse(judge);
    }

    private double seconds() {
        return visits.isEmpty() ? 0 : visits.get(visits.size() - 1).sample().seconds();
    }

    /**
     * Returns what a soak has shown until something stopped it; empty where it was none, or has shown nothing yet.
     *
     * @param what stopped it, in words
     */
    Optional<Conclusion> stopped(String what) {
        return calling.soak()
                .filter(soak -> conclusion == null)
                .flatMap(soak -> judge().withoutMore(visits).map(decided -> {
                    beforeMeasured = decided.before();
                    return decided.conclusion().noting(List.of(SoakWords.stopped(soak, seconds(), calls, what)));
                }));
    }

    /** Returns the report of a workload, whose new leaks may need a reason. */
    LeakReport explained(Reports reports, LeakReport found) {
        return baseline.explained(reports, found);
    }

    /** Has the runtime say, of goroutines that leak, which of them nothing can wake. */
    private List<GoroutineCount> asked(Conclusion found) {
        return found.failing(Leak.Kind.GOROUTINE).isEmpty()
                ? List.of()
                : service.leakProof().stream().map(Snapshots::goroutines).toList();
    }

    private void visit(SettlePolicy with, ServiceStep after) {
        List<ServiceFindings> findings = sample(with);
        calls += callsOfOthers();
        double seconds = (System.nanoTime() - began) / NANOS;
        RunOutcome seen =
                ServiceSnapshots.of(calls, with, seconds, secondsOfARoundPerCall, findings, service.gatePackage());
        if (seen instanceof Stopped doubt) {
            conclusion = Conclusion.of(doubt);
        } else if (seen instanceof Snapshot sample) {
            note(new Visit(sample, after), findings);
        }
        LOGGER.log(Level.DEBUG, () -> "%,d calls, %s, after %.3f s".formatted(calls, after, seconds));
    }

    /** Returns the calls that another tool has made since some were counted: it goes on while the workload makes none. */
    private long callsOfOthers() {
        if (count == null || calling.soak().isEmpty()) {
            return 0;
        }
        count.goOn();
        return count.seen(0).orElse(0);
    }

    private void note(Visit visit, List<ServiceFindings> findings) {
        visits.add(visit);
        List<Profile> heaps = findings.stream().map(ServiceFindings::heap).toList();
        if (visit.after() instanceof ServiceStep.Round round) {
            profiles.afterRound(round.left(), calls, heaps);
        } else if (visit.after() instanceof ServiceStep.Rest) {
            profiles.afterRest(calls, heaps);
        }
    }

    private List<ServiceFindings> sample(SettlePolicy with) {
        if (with == SettlePolicy.LASTING) {
            // Connections that the test has dropped are closed by the collector of this JVM, if at all.
            System.gc();
        }
        List<ServiceFindings> now = service.sample(Processes.settling(with, session.settings()));
        for (int i = 0; i < before.size(); i++) {
            URI address = service.address(i);
            now.get(i).counters().startedAnewSince(before.get(i).counters()).ifPresent(how -> {
                throw new GoException(
                        "The service at %s was started anew between two samples: %s".formatted(address, how),
                        List.of(
                                "Expected: one process for all rounds; a load balancer needs the address of each replica."));
            });
        }
        traffic.sampled(before, now);
        before = now;
        return now;
    }

    /** Nothing is told from a container that fills up by rounds of which nobody knows how many calls they had. */
    private void requireCounts() {
        if (uncounted) {
            throw new GoException(
                    "a round did not ask for probe.iterations(), and the calls that the service saw cannot be counted",
                    List.of(
                            "Expected: for (long i = 0; i < probe.iterations(); i++) { … }, in each round.",
                            "Calls that allocate are counted where every object is recorded: @GoService without pprof."));
        }
    }

    /** Takes a sample with no calls before it, like that of the last round. */
    private void alone() {
        if (count != null) {
            count.begin();
            count.seen(0); // as in a round
        }
        traffic.called(0);
        sample(policy);
    }

    /** Waits until a round has taken so long. */
    private void waitFor(double seconds) {
        double left = seconds - (System.nanoTime() - roundBegan) / NANOS;
        if (left > 0) {
            rest(left);
        }
    }

    private static void rest(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while a service was left alone", List.of());
        }
    }
}
