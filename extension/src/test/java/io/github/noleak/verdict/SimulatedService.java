package io.github.noleak.verdict;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.verdict.SimulatedScenario.Model;
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
    private final Map<Metric, Limit> limits = SimulatedScenario.defaultLimits();
    private Model files = (trial, random) -> 0;
    private double secondsPerCall = 0.001;
    private int rate = 1;
    private int hum = 400;
    private boolean settled = true;
    private boolean strict = true;
    private double callsOfARound;
    private double unsteadiness;
    private Random random = new Random(1);
    private final Random humming = new Random(2);
    private final Map<CallStack, Double> counted = new HashMap<>();
    private final Set<CallStack> endingAtRest = new HashSet<>();
    private final Set<CallStack> onlyWhileCalled = new HashSet<>();
    private double calledUntil;

    /** The conclusion, and the steps that led to it. */
    record Played(Conclusion conclusion, List<Visit> visits, List<ServiceStep> steps) {

        String story() {
            return steps + " " + conclusion.verdict() + " " + conclusion.notices();
        }

        long calls() {
            return visits.stream().mapToLong(Visit::calls).max().orElse(0);
        }

        double seconds() {
            return visits.get(visits.size() - 1).sample().seconds();
        }
    }

    SimulatedService seed(long seed) {
        random = new Random(seed);
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

    SimulatedService limit(Metric metric, long value) {
        limits.put(metric, new Limit(metric, value, "noleak.limit." + metric.key()));
        return this;
    }

    Played play() {
        ServiceJudge judge = new ServiceJudge(limits, SimulatedScenario.SITES, BUDGET, ITERATIONS, strict);
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
            Care care = Care.QUICK;
            if (step instanceof ServiceStep.Call call) {
                long made = made(call.calls());
                calls += made;
                clock += made * secondsPerCall;
                care = call.care();
            } else if (step instanceof ServiceStep.Look look) {
                care = look.care();
            } else if (step instanceof ServiceStep.Rest rest) {
                clock += rest.seconds();
                care = rest.care();
            }
            boolean rested = step instanceof ServiceStep.Rest;
            boolean slowly = false;
            if (step instanceof ServiceStep.CallSlowly call) {
                calls += call.calls();
                clock += Math.max(call.seconds(), call.calls() * secondsPerCall);
                care = call.care();
                slowly = true;
            }
            if (step instanceof ServiceStep.Call || slowly) {
                calledUntil = clock;
            }
            clock += waited(care);
            if (!rested && !slowly) {
                count(new Trial(calls, 1, care, rate, 0));
            }
            if (rested) {
                endingAtRest.forEach(stack -> counted.put(stack, 0.0));
            }
            visits.add(new Visit(
                    sample(calls, care, clock),
                    rested ? Visit.Since.REST : slowly ? Visit.Since.SLOW_CALLS : Visit.Since.CALLS));
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

    /** What calls have kept does not change while there are none. */
    private void count(Trial trial) {
        heap.forEach((stack, model) -> counted.put(stack, model.kept(trial, random)));
    }

    private static double waited(Care care) {
        return switch (care) {
            case QUICK -> 0.05;
            case PATIENT -> 0.3;
            case LASTING -> 2.6;
        };
    }

    private Sample sample(long calls, Care care, double clock) {
        Trial trial = new Trial(calls, 1, care, rate, 0);
        Map<CallStack, Amount> kept = new HashMap<>();
        double all = 50_000 + humming.nextInt(hum);
        for (Map.Entry<CallStack, Double> entry : counted.entrySet()) {
            all += entry.getValue();
            kept.put(entry.getKey(), shown(entry.getValue()));
        }
        for (Map.Entry<CallStack, DoubleUnaryOperator> entry : heapByTime.entrySet()) {
            double until = onlyWhileCalled.contains(entry.getKey()) ? calledUntil : clock;
            double count = Math.floor(entry.getValue().applyAsDouble(until));
            all += count;
            kept.put(entry.getKey(), shown(count));
        }
        kept.values().removeIf(a -> a.objects() <= 0);
        List<GoroutineCount> groups = new ArrayList<>();
        int total = GOROUTINES_AT_START;
        for (Map.Entry<String, Model> entry : goroutines.entrySet()) {
            int count = (int) entry.getValue().kept(trial, random);
            total += count;
            if (count > 0) {
                groups.add(new GoroutineCount(
                        entry.getKey(),
                        false,
                        new CallStack(List.of(new Frame("main.worker", "/src/shop/main.go", 9))),
                        SimulatedScenario.frame("Start"),
                        count));
            }
        }
        return new Sample(
                trial,
                clock,
                0,
                settled,
                new HeapCensus(kept, 0, rate == 1 ? null : new Amount(all, all * OBJECT)),
                groups,
                total,
                OPEN_AT_START + (int) files.kept(trial, random),
                1024,
                7,
                List.of());
    }

    private Amount shown(double objects) {
        return SimulatedScenario.shown((long) objects, OBJECT, rate, random);
    }
}
