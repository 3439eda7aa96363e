package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.Totals;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Plays a Go benchmark for the judge of series: what each of its processes keeps goes on from call to call. */
final class SimulatedBenchmark {

    static final SiteFinder SITES = SimulatedScenario.SITES;

    private static final double BUDGET = 2;
    private static final int OBJECT = 48;
    private static final int RAMP = 16;
    private static final int STEEPER = 8;

    /** What a process keeps of one thing, over its operations. */
    interface Kept {

        /** Returns how much there is after so many operations, in calls of some operations each. */
        double after(long operations, long each);
    }

    /** Begins a process. */
    interface Model {

        Kept begin(Random random);
    }

    private record Group(String state, Model model, SettlePolicy ending) {}

    private record Shared(CallStack first, CallStack second, Model blocks) {}

    private final Map<CallStack, Model> heap = new LinkedHashMap<>();
    private final Map<CallStack, SettlePolicy> endings = new HashMap<>();
    private final List<CallStack> slices = new ArrayList<>();
    private final List<Group> goroutines = new ArrayList<>();
    private final List<Shared> tiny = new ArrayList<>();
    private final Map<Metric, Limit> limits = SimulatedScenario.defaultLimits();
    private Model allocated = steady((done, each) -> 10);
    private double allocatedBytes;
    private Model files = random -> (operations, each) -> 0;
    private long filesLimit = 1_024;
    private double nanos = 1_000;
    private boolean settled = true;
    private boolean settledInTime = true;
    private long iterations;
    private Known known = Known.nothing();
    private Random random = new Random(1);
    private Random sampling = new Random(1);
    private Stopped.@Nullable Cause breaking;
    private long most;
    private final Map<CallStack, DoubleUnaryOperator> byTime = new LinkedHashMap<>();
    private boolean slowToSetUp;
    private double atStart;

    /** What became of it. */
    record Played(Conclusion decided, SeriesSoFar soFar, List<Stopped> broken) {

        List<Series> series() {
            return soFar.series();
        }

        MetricReport metric(Metric metric) {
            return decided().metrics().stream()
                    .filter(m -> m.metric() == metric)
                    .findFirst()
                    .orElseThrow();
        }

        /** Returns the verdict; "OPEN" where something goes up and down, in which a leak may be lost. */
        String verdict() {
            return decided.unseen().isEmpty() ? decided.verdict().name() : "OPEN";
        }

        double seconds() {
            return series().stream().mapToDouble(s -> 0.05 + s.last().seconds()).sum();
        }

        String story() {
            StringBuilder story = new StringBuilder(verdict());
            for (Series one : series()) {
                story.append("%n%,d operations in all, before them %,d; goroutines %s"
                        .formatted(
                                one.top(),
                                one.before(),
                                one.checkpoints().stream()
                                        .map(Snapshot::goroutineTotal)
                                        .toList()));
                one.last()
                        .heap()
                        .byStack()
                        .keySet()
                        .forEach(stack -> story.append("%n    %s %s"
                                .formatted(
                                        stack.frames().get(0).function(),
                                        one.checkpoints().stream()
                                                .map(c -> (long) c.heap()
                                                        .byStack()
                                                        .getOrDefault(stack, Amount.NONE)
                                                        .objects())
                                                .toList())));
            }
            return story.toString();
        }
    }

    /** Seeds that are close to each other begin with numbers that are. */
    static Random mixed(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }

    static Model steady(Kept kept) {
        return random -> kept;
    }

    static Model oneIn(long operations) {
        return steady((done, each) -> Math.floor((double) done / operations));
    }

    /** A leak that hits an operation by chance is a random walk. */
    static Model byChance(double rate) {
        return random -> new Adding() {
            @Override
            double more(double kept, long operations) {
                return SimulatedScenario.binomial(operations, rate, random);
            }
        };
    }

    static Model filling(double capacity, double operationsAnEntry) {
        return steady((done, each) -> Math.min(capacity, Math.floor(done / operationsAnEntry)));
    }

    /** A container of which each operation fills any one place, so that it fills ever more slowly. */
    static Model filledAtRandom(double capacity, double operationsAnEntry) {
        return random -> new Adding() {
            @Override
            double more(double kept, long operations) {
                double hit = -Math.expm1(-operations / operationsAnEntry / capacity);
                return SimulatedScenario.binomial((long) (capacity - kept), hit, random);
            }
        };
    }

    static Model halved(long capacity, long operationsAnEntry) {
        return steady((done, each) -> {
            long entries = done / operationsAnEntry;
            return entries <= capacity ? entries : capacity / 2 + (entries - capacity) % (capacity / 2);
        });
    }

    static Model lastResult(double perOperation) {
        return steady((done, each) -> Math.floor(each * perOperation));
    }

    static Model scatter(int around, int most) {
        return random -> (done, each) -> around + random.nextInt(2 * most + 1) - most;
    }

    /** Scatter that goes on from what it was, between two bounds. */
    static Model walk(int most) {
        return random -> new Adding() {
            @Override
            double more(double kept, long operations) {
                return Math.max(-kept, Math.min(most - kept, random.nextInt(13) - 6));
            }
        };
    }

    private abstract static class Adding implements Kept {

        private long before;
        private double kept;

        @Override
        public double after(long operations, long each) {
            kept += operations > before ? more(kept, operations - before) : 0;
            before = operations;
            return kept;
        }

        abstract double more(double now, long operations);
    }

    SimulatedBenchmark seed(long seed) {
        random = mixed(seed);
        sampling = mixed(seed);
        return this;
    }

    SimulatedBenchmark keeps(String function, Model model) {
        return keeps(SimulatedScenario.stackOf(function), model);
    }

    SimulatedBenchmark keeps(CallStack stack, Model model) {
        heap.put(stack, model);
        return this;
    }

    /** One slice of some bytes. */
    SimulatedBenchmark slice(String function, Model bytes) {
        slices.add(SimulatedScenario.stackOf(function));
        return keeps(function, bytes);
    }

    /** What is gone once there was a wait of some length. */
    SimulatedBenchmark keepsUntil(SettlePolicy policy, CallStack stack, Model model) {
        endings.put(stack, policy);
        return keeps(stack, model);
    }

    /** What there is after so many seconds of a process, however often it was called. */
    SimulatedBenchmark keepsByTime(String function, DoubleUnaryOperator ofSeconds) {
        byTime.put(SimulatedScenario.stackOf(function), ofSeconds);
        return this;
    }

    /** Blocks that tiny objects of two functions share: which one they count for is chance, after each call anew. */
    SimulatedBenchmark keepsTiny(String first, String second, Model blocks) {
        tiny.add(new Shared(SimulatedScenario.stackOf(first), SimulatedScenario.stackOf(second), blocks));
        return this;
    }

    SimulatedBenchmark goroutines(String state, Model model) {
        return goroutines(state, model, null);
    }

    SimulatedBenchmark goroutines(String state, Model model, @Nullable SettlePolicy ending) {
        goroutines.add(new Group(state, model, ending == null ? SettlePolicy.QUICK : ending));
        return this;
    }

    SimulatedBenchmark files(Model model, long limit) {
        files = model;
        filesLimit = limit;
        CallStack opener = new CallStack(List.of(
                new Frame("os.newFile", "/go/src/os/file_unix.go", 218),
                SimulatedScenario.frame("open"),
                SimulatedScenario.frame("BenchmarkX")));
        return keeps(opener, model);
    }

    SimulatedBenchmark nanos(double perOperation) {
        nanos = perOperation;
        return this;
    }

    SimulatedBenchmark limit(Metric metric, long value) {
        limits.put(metric, new Limit(metric, value, "noleak.limit." + metric.key()));
        return this;
    }

    SimulatedBenchmark iterations(long n) {
        iterations = n;
        return this;
    }

    SimulatedBenchmark knowing(Known record) {
        known = record;
        return this;
    }

    /** What each operation allocates in a call, by their number. */
    SimulatedBenchmark allocating(Model objects) {
        return allocating(objects, 0);
    }

    /**
     * What each operation allocates in a call.
     *
     * @param bytes 0: 64 of each object
     */
    SimulatedBenchmark allocating(Model objects, double bytes) {
        allocated = objects;
        allocatedBytes = bytes;
        return this;
    }

    SimulatedBenchmark settledAfterTheLongerWaitOnly() {
        settledInTime = false;
        return this;
    }

    SimulatedBenchmark neverSettled() {
        settled = false;
        return this;
    }

    /** A process of so many operations comes to an end of its own. */
    SimulatedBenchmark breaksOff(Stopped.Cause cause, long operations) {
        breaking = cause;
        most = operations;
        return this;
    }

    /** What is there before the first operation. */
    SimulatedBenchmark setsUp(String function, double objects) {
        atStart += objects;
        return keeps(function, steady((done, each) -> objects));
    }

    /** Its first operation comes to no end while every object of what it sets up is recorded. */
    SimulatedBenchmark slowToSetUp() {
        slowToSetUp = true;
        return this;
    }

    Played play() {
        return play(SeriesSoFar.of(List.of()));
    }

    /** Goes on after some series. */
    Played play(SeriesSoFar before) {
        BrokenSeries judge = new BrokenSeries(new SeriesJudge(limits, SITES, BUDGET, iterations, known, true));
        SeriesSoFar soFar = before;
        List<Stopped> broken = new ArrayList<>();
        SeriesStep step = judge.next(soFar, broken);
        while (true) {
            if (step instanceof SeriesStep.Run run) {
                Series series = run(run.plan());
                if (slowToSetUp && run.plan().profileRate() == 1) {
                    RunPlan first = new RunPlan(1, 1, SettlePolicy.QUICK, 1, 0);
                    broken.add(new Stopped(first, Stopped.Cause.TOO_SLOW, "it was too slow", List.of()));
                } else if (breaking != null && series.before() + series.top() >= most) {
                    broken.add(new Stopped(
                            new RunPlan(most, 1, SettlePolicy.QUICK, 1, 0), breaking, "it broke off", List.of()));
                } else {
                    soFar = soFar.and(series);
                }
            } else if (step instanceof SeriesStep.Count count) {
                soFar = soFar.and(new SeriesSoFar.Counted(count.iterations(), Optional.of(run(count.plan()))));
            } else if (step instanceof SeriesStep.CallSlowly slowly) {
                soFar = soFar.andSlow(Optional.of(run(slowly.plan())));
            } else if (step instanceof SeriesStep.Decided decided) {
                return new Played(decided.conclusion(), soFar, broken);
            } else {
                soFar = soFar.anew();
            }
            step = judge.next(soFar, List.copyOf(broken));
        }
    }

    private Series run(SeriesPlan plan) {
        Running process = new Running(plan.profileRate());
        SeriesSchedule schedule = SeriesSchedule.of(BUDGET).ofItsOwn();
        long each = plan.operations();
        int calls = plan.calls();
        if (each == 0) {
            process.call(nanos * RAMP / 1e9 < schedule.longest() ? RAMP : 2, RAMP);
            for (long next = RAMP * STEEPER;
                    next * STEEPER <= 2 * schedule.depth() / schedule.calls();
                    next *= STEEPER) {
                if (next * nanos / 1e9 < schedule.leisure() && process.room(schedule.alone()) > next) {
                    process.call(next, next);
                }
            }
            each = (long)
                    Math.min(depth(schedule) / schedule.calls(), process.room(schedule.alone()) / schedule.calls());
            if (each < 1) {
                each = 1;
                calls = nanos / 1e9 * calls > schedule.most() ? schedule.few() : calls;
            }
        }
        long before = process.done;
        List<Snapshot> checkpoints = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            process.call(each, each);
            checkpoints.add(process.sample(before, SettlePolicy.QUICK));
            double objects = Math.floor(process.allocated.after(process.done, each));
            double bytes = allocatedBytes > 0 ? allocatedBytes : 64 * objects;
            allocations.add(new Allocation(objects, bytes * each));
        }
        Snapshot rested = plan.policy() == SettlePolicy.QUICK ? null : process.sample(before, plan.policy());
        Snapshot slowed = null;
        SeriesPlan.Slowly slowly = plan.slowly();
        if (rested != null && slowly != null) {
            for (int call = 0; call < slowly.calls(); call++) {
                process.paused += slowly.pause();
                process.call(1, 1);
            }
            slowed = process.sample(before, SettlePolicy.QUICK);
        }
        return new Series(before, checkpoints, rested, slowed, allocations);
    }

    private double depth(SeriesSchedule schedule) {
        double each = nanos / 1e9;
        if (schedule.leisure() / each >= schedule.shallow()) {
            return Math.min(schedule.depth(), schedule.leisure() / each);
        }
        return schedule.longest() / each >= schedule.shallow() ? schedule.shallow() : schedule.slowly() / each;
    }

    private final class Running {

        private final Map<CallStack, Kept> stacks = new LinkedHashMap<>();
        private final List<Kept> groups = new ArrayList<>();
        private final Map<Shared, Kept> shared = new LinkedHashMap<>();
        private final Map<Shared, Double> blocks = new LinkedHashMap<>();
        private final Kept open = files.begin(random);
        private final Kept allocated = SimulatedBenchmark.this.allocated.begin(random);
        private final Map<CallStack, Double> kept = new HashMap<>();
        private final Map<CallStack, Double> recorded = new HashMap<>();
        private final double part;
        private final int profileRate;
        private final List<Double> alive = new ArrayList<>();
        private double opened;
        private double paused;
        private long done;

        Running(int profileRate) {
            this.profileRate = profileRate;
            this.part = profileRate == 1 ? 1 : -Math.expm1(-(double) OBJECT / profileRate);
            heap.forEach((stack, model) -> stacks.put(stack, model.begin(random)));
            goroutines.forEach(group -> groups.add(group.model().begin(random)));
            tiny.forEach(pair -> shared.put(pair, pair.blocks().begin(random)));
        }

        void call(long operations, long each) {
            done += operations;
            stacks.forEach((stack, model) -> {
                double now = model.after(done, each);
                double before = Objects.requireNonNullElse(kept.put(stack, now), 0.0);
                recorded.merge(stack, recorded(now - before), (had, more) -> Math.max(0, had + more));
            });
            shared.forEach((pair, model) -> blocks.put(pair, model.after(done, each)));
            alive.clear();
            groups.forEach(group -> alive.add(group.after(done, each)));
            opened = open.after(done, each);
        }

        /** Returns how many of some objects that are made, or let go of, a sampled profile records. */
        private double recorded(double more) {
            return part == 1
                    ? more
                    : Math.signum(more) * SimulatedScenario.binomial((long) Math.abs(more), part, sampling);
        }

        private double shown(CallStack stack, double n) {
            return part == 1 || slices.contains(stack) ? n : recorded.getOrDefault(stack, 0.0) / part;
        }

        double room(Room room) {
            double bytes = OBJECT * (kept.values().stream().mapToDouble(n -> n).sum() - atStart);
            double many = alive.stream().mapToDouble(n -> n).sum();
            Map<Resource, Double> each = Map.of(
                    Resource.HEAP, bytes / done, Resource.GOROUTINES, many / done, Resource.OPEN_FILES, opened / done);
            return room.operations(resource -> each.getOrDefault(resource, 0.0));
        }

        Snapshot sample(long before, SettlePolicy policy) {
            Map<CallStack, Amount> heapSnapshot = new HashMap<>();
            kept.forEach((stack, all) -> {
                double n = shown(stack, all);
                boolean gone = endings.containsKey(stack) && policy.compareTo(endings.get(stack)) >= 0;
                if (n > 0 && !gone) {
                    heapSnapshot.put(stack, slices.contains(stack) ? new Amount(1, n) : new Amount(n, n * OBJECT));
                }
            });
            byTime.forEach((stack, amount) -> {
                double n = Math.floor(amount.applyAsDouble(done * nanos / 1e9 + paused));
                if (n > 0) {
                    heapSnapshot.put(stack, new Amount(n, n * OBJECT));
                }
            });
            Map<CallStack, Amount> charged = new HashMap<>();
            blocks.forEach((pair, n) -> {
                double part = Math.rint(n * random.nextDouble());
                charged.merge(pair.first(), tiny(part), Amount::plus);
                charged.merge(pair.second(), tiny(n - part), Amount::plus);
            });
            charged.values().removeIf(Amount.NONE::equals);
            charged.forEach((stack, amount) -> heapSnapshot.merge(stack, amount, Amount::plus));
            List<GoroutineCount> counts = new ArrayList<>();
            int total = 2;
            for (int i = 0; i < goroutines.size(); i++) {
                Group group = goroutines.get(i);
                boolean gone = group.ending() != SettlePolicy.QUICK && policy.compareTo(group.ending()) >= 0;
                int n = gone ? 0 : alive.get(i).intValue();
                total += n;
                if (n > 0) {
                    CallStack stack = new CallStack(List.of(SimulatedScenario.frame("worker" + i)));
                    counts.add(new GoroutineCount(group.state(), false, stack, SimulatedScenario.frame("Start"), n));
                }
            }
            long operations = done - before;
            return new Snapshot(
                    new RunPlan(operations, 1, SettlePolicy.QUICK, profileRate, 0),
                    operations * nanos / 1e9 + paused,
                    nanos,
                    settled && (settledInTime || policy != SettlePolicy.QUICK),
                    new HeapSnapshot(heapSnapshot, charged, Map.of(), 1, null),
                    counts,
                    Totals.of(total, 6 + (int) opened, 7),
                    filesLimit,
                    List.of());
        }

        private static Amount tiny(double blocks) {
            return new Amount(blocks, blocks * HeapSnapshot.TINY_BLOCK);
        }
    }
}
