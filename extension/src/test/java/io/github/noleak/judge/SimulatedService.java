package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.judge.SimulatedBenchmark.Kept;
import io.github.noleak.judge.SimulatedBenchmark.Model;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Totals;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** Plays a Go service for the judge: what it keeps is a function of its calls, of time, and of chance, which has a seed. */
final class SimulatedService {

    static final long ITERATIONS = 100;

    private static final double BUDGET = 30;
    private static final int MOST_STEPS = 60;
    private static final int OBJECT = 48;
    private static final int GOROUTINES_AT_START = 9;
    private static final int OPEN_AT_START = 8;

    private final Map<CallStack, Model> heap = new LinkedHashMap<>();
    private final Map<CallStack, DoubleUnaryOperator> heapByTime = new LinkedHashMap<>();
    private final Map<String, Model> goroutines = new LinkedHashMap<>();
    private final Map<String, SettlePolicy> endings = new HashMap<>();
    private final Map<Metric, Limit> limits = SimulatedScenario.defaultLimits();
    private Model files = SimulatedBenchmark.steady((calls, each) -> 0);
    private double secondsPerCall = 0.001;
    private int rate = 1;
    private int hum = 400;
    private int wander;
    private double wandered;
    private boolean settled = true;
    private boolean strict = true;
    private double soak;
    private boolean others;
    private double stop = Double.MAX_VALUE;
    private Known known = Known.nothing();
    private long iterations = ITERATIONS;
    private double callsOfARound;
    private double unsteadiness;
    private Random random = new Random(1);
    private Random humming = new Random(2);
    private final Map<CallStack, Kept> stacks = new LinkedHashMap<>();
    private final Map<String, Kept> groups = new LinkedHashMap<>();
    private final Map<CallStack, Double> kept = new HashMap<>();
    private final Map<CallStack, Double> recorded = new HashMap<>();
    private final Set<CallStack> endingAtRest = new HashSet<>();
    private final Set<CallStack> onlyWhileCalled = new HashSet<>();
    private double calledUntil;

    /** The conclusion, and the steps that led to it. */
    record Played(Conclusion conclusion, List<Visit> visits, List<ServiceStep> steps) {

        String story() {
            List<String> words = steps.stream()
                    .filter(step -> !(step instanceof ServiceStep.Decided))
                    .map(ServiceStep::toString)
                    .toList();
            return words + " " + conclusion.verdict() + " " + conclusion.notices() + " "
                    + conclusion.leaks().stream().map(p -> p.growth().subject()).toList();
        }

        long calls() {
            return visits.stream().mapToLong(Visit::calls).max().orElse(0);
        }

        double seconds() {
            return visits.get(visits.size() - 1).sample().seconds();
        }
    }

    SimulatedService seed(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L); // those of neighbouring seeds begin alike
        humming = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        return this;
    }

    SimulatedService keeps(String function, Model model) {
        heap.put(SimulatedScenario.stackOf(function), model);
        return this;
    }

    /** Objects that are let go of as soon as nothing is called. */
    SimulatedService keepsWhileCalled(String function, Model model) {
        endingAtRest.add(SimulatedScenario.stackOf(function));
        return keeps(function, model);
    }

    /** Objects that are as many as so many seconds make them. */
    SimulatedService keepsByTime(String function, DoubleUnaryOperator model) {
        heapByTime.put(SimulatedScenario.stackOf(function), model);
        return this;
    }

    /** Objects that are as many as the seconds up to the last call make them. */
    SimulatedService keepsByTimeOfCalls(String function, DoubleUnaryOperator model) {
        onlyWhileCalled.add(SimulatedScenario.stackOf(function));
        return keepsByTime(function, model);
    }

    SimulatedService goroutines(String state, Model model) {
        goroutines.put(state, model);
        return this;
    }

    /** Goroutines that end once there was a wait of some length. */
    SimulatedService goroutines(String state, Model model, SettlePolicy ending) {
        endings.put(state, ending);
        return goroutines(state, model);
    }

    /** Objects that are let go of once there was a wait of some length. */
    SimulatedService keepsUntil(SettlePolicy ending, String function, Model model) {
        endings.put(function, ending);
        return keeps(function, model);
    }

    SimulatedService files(Model model) {
        files = model;
        return this;
    }

    SimulatedService secondsPerCall(double seconds) {
        secondsPerCall = seconds;
        return this;
    }

    /** Serves a profile with a sample in so many bytes, beside exact totals. */
    SimulatedService sampled(int bytes) {
        rate = bytes;
        return this;
    }

    /** Has a heap that wanders up and down, with a step of so many objects from sample to sample. */
    SimulatedService wandering(int objects) {
        wander = objects;
        return this;
    }

    /** Has a heap that does not go up and down by itself. */
    SimulatedService calm() {
        hum = 1;
        return this;
    }

    SimulatedService neverSettled() {
        settled = false;
        return this;
    }

    /** Is called in rounds that have about so many calls, whatever is asked for. */
    SimulatedService calledInRoundsOf(double calls, double unsteady) {
        callsOfARound = calls;
        unsteadiness = unsteady;
        return this;
    }

    /** Passes also where samples are too coarse for a limit that is set. */
    SimulatedService lenient() {
        strict = false;
        return this;
    }

    /** Is called in rounds that find room in the budget, as where nobody says how many calls there are in one. */
    SimulatedService ofRoundsThatFit() {
        iterations = Math.min(ITERATIONS, 2 * Math.max(1, (long) (BUDGET / 12 / secondsPerCall)));
        return this;
    }

    SimulatedService knows(Known record) {
        known = record;
        return this;
    }

    /** Is called for so many seconds. */
    SimulatedService soaked(double seconds) {
        soak = seconds;
        return this;
    }

    /** Is no more after so many seconds. */
    SimulatedService stopsAfter(double seconds) {
        stop = seconds;
        return this;
    }

    /** Is called by somebody else, who never rests. */
    SimulatedService calledByOthers() {
        others = true;
        return this;
    }

    SimulatedService iterations(long n) {
        iterations = n;
        return this;
    }

    SimulatedService limit(Metric metric, long value) {
        limits.put(metric, new Limit(metric, value, "noleak.limit." + metric.key()));
        return this;
    }

    Played play() {
        ServiceJudge judge = new ServiceJudge(limits, SimulatedScenario.SITES, BUDGET, iterations, strict, known)
                .soaking(soak, !others);
        heap.forEach((stack, model) -> stacks.put(stack, model.begin(random)));
        goroutines.forEach((state, model) -> groups.put(state, model.begin(random)));
        Kept open = files.begin(random);
        List<Visit> visits = new ArrayList<>();
        List<ServiceStep> steps = new ArrayList<>();
        long calls = 0;
        double clock = 0;
        while (steps.size() < MOST_STEPS) {
            ServiceStep step = judge.next(List.copyOf(visits));
            steps.add(step);
            if (step instanceof ServiceStep.Decided decided) {
                return new Played(decided.conclusion(), visits, steps);
            }
            SettlePolicy policy = SettlePolicy.QUICK;
            long made = 0;
            double seconds = 0;
            if (step instanceof ServiceStep.Call call) {
                made = made(call.calls());
            } else if (step instanceof ServiceStep.CallUntil call) {
                made = Math.max(1, (long) ((call.seconds() - clock) / secondsPerCall));
            } else if (step instanceof ServiceStep.CallSlowly call) {
                made = call.calls();
                seconds = call.seconds();
            } else if (step instanceof ServiceStep.Rest rest) {
                seconds = rest.seconds();
                policy = rest.policy();
            }
            made = others ? Math.max(made, (long) ((seconds + waited(policy)) / secondsPerCall)) : made;
            calls += made;
            clock += Math.max(seconds, made * secondsPerCall);
            calledUntil = made > 0 ? clock : calledUntil;
            clock += waited(policy);
            if (clock > stop) {
                return new Played(judge.withoutMore(visits).orElseThrow().conclusion(), visits, steps);
            }
            count(calls, made);
            visits.add(new Visit(sample(calls, made, open, policy, clock), step));
        }
        throw new AssertionError("The judge does not come to an end: " + steps);
    }

    /** Returns how many calls are made until there are as many as asked for. */
    private long made(long asked) {
        long made = callsOfARound > 0 ? 0 : asked;
        while (made < asked) {
            made += Math.max(1, Math.round(callsOfARound * (1 + unsteadiness * (2 * random.nextDouble() - 1))));
        }
        return made;
    }

    private void count(long calls, long made) {
        stacks.forEach((stack, model) -> {
            double now = made == 0 && endingAtRest.contains(stack) ? 0 : model.after(calls, made);
            record(stack, now);
        });
    }

    /** What is made, or let go of, is recorded or not; what stays is as it was. */
    private void record(CallStack stack, double now) {
        double more = now - kept.getOrDefault(stack, 0.0);
        double part = rate == 1 ? 1 : -Math.expm1(-(double) OBJECT / rate);
        double seen =
                part == 1 ? more : Math.signum(more) * SimulatedScenario.binomial((long) Math.abs(more), part, random);
        kept.put(stack, now);
        recorded.merge(stack, seen / part, (had, another) -> Math.max(0, had + another));
    }

    private static double waited(SettlePolicy policy) {
        return switch (policy) {
            case QUICK -> 0.05;
            case PATIENT -> 0.3;
            case LASTING -> 2.6;
        };
    }

    private Snapshot sample(long calls, long made, Kept open, SettlePolicy policy, double clock) {
        heapByTime.forEach((stack, model) ->
                record(stack, Math.floor(model.applyAsDouble(onlyWhileCalled.contains(stack) ? calledUntil : clock))));
        wandered += wander == 0 ? 0 : humming.nextInt(2 * wander + 1) - wander;
        double all = 50_000 + humming.nextInt(hum) + wandered;
        Map<CallStack, Amount> heapSnapshot = new HashMap<>();
        for (Map.Entry<CallStack, Double> entry : kept.entrySet()) {
            boolean gone = endings.entrySet().stream()
                    .anyMatch(e -> SimulatedScenario.stackOf(e.getKey()).equals(entry.getKey())
                            && policy.compareTo(e.getValue()) >= 0);
            double shown = recorded.getOrDefault(entry.getKey(), 0.0);
            all += gone ? 0 : entry.getValue();
            if (shown > 0 && !gone) {
                heapSnapshot.put(entry.getKey(), new Amount(shown, shown * OBJECT));
            }
        }
        List<GoroutineCount> counts = new ArrayList<>();
        int total = GOROUTINES_AT_START;
        for (Map.Entry<String, Kept> entry : groups.entrySet()) {
            SettlePolicy ending = endings.get(entry.getKey());
            int count = ending != null && policy.compareTo(ending) >= 0
                    ? 0
                    : (int) entry.getValue().after(calls, made);
            total += count;
            if (count > 0) {
                counts.add(new GoroutineCount(
                        entry.getKey(),
                        false,
                        new CallStack(List.of(new Frame("main.worker", "/src/shop/main.go", 9))),
                        SimulatedScenario.frame("Start"),
                        count));
            }
        }
        return new Snapshot(
                new RunPlan(calls, 1, policy, rate, 0),
                clock,
                secondsPerCall * 1e9,
                settled,
                new HeapSnapshot(heapSnapshot, 0, rate == 1 ? null : new Amount(all, all * OBJECT)),
                counts,
                Totals.of(total, OPEN_AT_START + (int) open.after(calls, made), 7),
                1024,
                List.of());
    }
}
