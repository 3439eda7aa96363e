package io.github.noleak.verdict;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.verdict.Stopped.Cause;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Plays a Go scenario for the judge: what it keeps is a function of the trial and of chance, and chance has a seed.
 *
 * <p>It has a system's bounds: a process fails when it runs out of files, threads or memory.
 */
final class SimulatedScenario {

    static final String MODULE = "example.com/shop";
    static final SiteFinder SITES = new SiteFinder(
            f -> f.function().startsWith(MODULE + ".") || f.function().startsWith(MODULE + "/"));

    private static final int MOST_ROUNDS = 40;
    private static final int MOST_SHOWN = 5;
    private static final int OPEN_AT_START = 6;
    private static final int THREADS_AT_START = 7;
    private static final int GOROUTINES_AT_START = 2;
    private static final int MOST_THREADS = 10_000;
    private static final double MEMORY = 2L << 30;
    private static final double BUDGET = 2;
    private static final int OBJECT = 48;

    private final Map<CallStack, Model> heap = new LinkedHashMap<>();
    private final Map<CallStack, Integer> sizes = new HashMap<>();
    private final List<Group> goroutines = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
    private Model files = (trial, random) -> 0;
    private Model threads = (trial, random) -> 0;
    private Allocating allocating = (done, operations, repeat, random) -> new Allocation(10, 640.0 * operations);
    private long openFilesLimit = 1024;
    private double nanos = 1_000;
    private double slowdown;
    private double setup = 0.02;
    private double first;
    private boolean firstTimed;
    private boolean settled = true;
    private boolean repeatable = true;
    private long iterations;
    private boolean windowed;
    private Known known = Known.nothing();
    private Random random = new Random(1);

    SimulatedScenario() {
        limits.putAll(defaultLimits());
    }

    static Map<Metric, Limit> defaultLimits() {
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            limits.put(metric, new Limit(metric, metric.defaultLimit(), "default"));
        }
        return limits;
    }

    /** How many things are kept after a trial. */
    interface Model {
        double kept(Trial trial, Random random);
    }

    /** What a repeat allocates, after some operations were done in its process. */
    interface Allocating {
        Allocation allocated(long done, long operations, int repeat, Random random);
    }

    private record Group(String state, boolean locked, String entry, Model model) {}

    private record Ending(Predicate<Trial> when, Cause cause, String headline) {}

    /** The conclusion, and the rounds that led to it. */
    record Played(Conclusion conclusion, List<Round> rounds) {

        /** For messages of failed assertions. */
        String story() {
            StringBuilder story = new StringBuilder();
            rounds.forEach(r -> {
                story.append(r.summary()).append('\n');
                Triple.of(r)
                        .ifPresent(t -> t.growths(SITES).stream()
                                .filter(g -> g.subject() instanceof Subject.HeapSite && g.shape() != Growth.Shape.FLAT)
                                .limit(MOST_SHOWN)
                                .forEach(g -> story.append("    %s %s: %.0f, %.0f, %.0f, repeated %.0f%n"
                                        .formatted(
                                                g.shape(),
                                                ((Subject.HeapSite) g.subject())
                                                        .site()
                                                        .function(),
                                                g.small().objects(),
                                                g.middle().objects(),
                                                g.large().objects(),
                                                g.repeated().objects()))));
            });
            return story.append(conclusion.verdict())
                    .append(" at ")
                    .append(conclusion.furthest())
                    .append(' ')
                    .append(conclusion.leaks().stream()
                            .map(p -> p.growth().subject())
                            .toList())
                    .toString();
        }

        long mostOperations() {
            return rounds.stream()
                    .flatMap(r -> r.plan().trials().stream())
                    .mapToLong(Trial::totalOperations)
                    .max()
                    .orElse(0);
        }
    }

    static Model oneIn(long operations) {
        return (trial, random) -> Math.floor((double) trial.totalOperations() / operations);
    }

    static Model byChance(double rate) {
        return (trial, random) -> binomial(trial.totalOperations(), rate, random);
    }

    /** A container that is full at some size, and gets a new entry in one of so many operations. */
    static Model filling(double capacity, double operationsAnEntry) {
        return (trial, random) -> Math.min(capacity, Math.floor(trial.totalOperations() / operationsAnEntry));
    }

    /** A container of which each operation fills any one place, so that it fills ever more slowly. */
    static Model filledAtRandom(double capacity, double operationsAnEntry) {
        return (trial, random) -> {
            double empty = Math.exp(-trial.totalOperations() / operationsAnEntry / capacity);
            return binomial((long) capacity, 1 - empty, random);
        };
    }

    /** A container of which half is dropped whenever it is full. */
    static Model halved(long capacity, long operationsAnEntry) {
        return (trial, random) -> {
            long entries = trial.totalOperations() / operationsAnEntry;
            return entries <= capacity ? entries : capacity / 2 + (entries - capacity) % (capacity / 2);
        };
    }

    /** What only the last call of the benchmark function has made. */
    static Model lastResult(double perOperation) {
        return (trial, random) -> Math.floor(trial.operations() * perOperation);
    }

    static Model scatter(int around, int most) {
        return (trial, random) -> around + random.nextInt(2 * most + 1) - most;
    }

    /** What ends by itself in the time that some care gives it. */
    static Model endingUnder(Care care, Model model) {
        return (trial, random) -> trial.care().compareTo(care) >= 0 ? 0 : model.kept(trial, random);
    }

    static double binomial(long n, double p, Random random) {
        double mean = n * p;
        if (n <= 0 || p <= 0 || p >= 1) {
            return n <= 0 || p <= 0 ? 0 : (double) n;
        }
        if (n <= 2_000) {
            return IntStream.range(0, (int) n)
                    .filter(i -> random.nextDouble() < p)
                    .count();
        }
        if (mean < 200 && p < 0.1) {
            return poisson(mean, random);
        }
        double likely = Math.rint(mean + random.nextGaussian() * Math.sqrt(mean * (1 - p)));
        return Math.max(0, Math.min((double) n, likely));
    }

    private static double poisson(double mean, Random random) {
        double product = random.nextDouble();
        double least = Math.exp(-mean);
        int count = 0;
        while (product > least) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    SimulatedScenario seed(long seed) {
        random = new Random(seed);
        return this;
    }

    /** Objects of 48 bytes, allocated by a function of the module. */
    SimulatedScenario keeps(String function, Model model) {
        heap.put(stackOf(function), model);
        return this;
    }

    /** Objects by a stack of one's own. */
    SimulatedScenario keeps(CallStack stack, Model model) {
        heap.put(stack, model);
        return this;
    }

    /** Objects of some size by a stack of one's own. */
    SimulatedScenario keeps(CallStack stack, int size, Model model) {
        sizes.put(stack, size);
        return keeps(stack, model);
    }

    /** One slice that grows by so many bytes an operation, with the room that append makes. */
    SimulatedScenario appends(int bytesPerOperation) {
        heap.put(stackOf("appended"), (trial, random) -> -(double) roomOf(trial.totalOperations() * bytesPerOperation));
        return this;
    }

    /** Go's append doubles small slices and adds a quarter to large ones. */
    static long roomOf(long bytes) {
        long room = 8;
        while (room < bytes) {
            room += room < 2048 ? room : (room / 8 + 768) / 4 * 8;
        }
        return room;
    }

    SimulatedScenario goroutines(String state, Model model) {
        goroutines.add(new Group(state, false, "worker" + goroutines.size(), model));
        return this;
    }

    SimulatedScenario files(Model model, long limit) {
        files = model;
        openFilesLimit = limit;
        heap.put(
                new CallStack(List.of(
                        new Frame("os.newFile", "/go/src/os/file_unix.go", 218), frame("open"), frame("BenchmarkX"))),
                model);
        return this;
    }

    SimulatedScenario threads(Model model) {
        threads = model;
        goroutines.add(new Group("chan receive", true, "locked", model));
        return this;
    }

    SimulatedScenario allocates(Allocating model) {
        allocating = model;
        return this;
    }

    SimulatedScenario ending(Cause cause, Predicate<Trial> when) {
        endings.add(new Ending(when, cause, cause + " on purpose"));
        return this;
    }

    SimulatedScenario endingFrom(long operations, Cause cause) {
        return ending(cause, t -> t.totalOperations() >= operations);
    }

    SimulatedScenario nanos(double perOperation) {
        nanos = perOperation;
        return this;
    }

    /** Takes so many seconds longer in a process of one operation; perhaps by its own figures, too. */
    SimulatedScenario firstTaking(double seconds, boolean timed) {
        first = seconds;
        firstTimed = timed;
        return this;
    }

    /** Sets up for so long once in each repeat, and far too long where every object is recorded. */
    SimulatedScenario settingUp(double seconds) {
        setup = seconds;
        return ending(Cause.TOO_SLOW, trial -> trial.profileRate() == 1);
    }

    /** Makes every time up to so many times as long, by chance. */
    SimulatedScenario loaded(double upTo) {
        slowdown = upTo - 1;
        return this;
    }

    SimulatedScenario neverSettled() {
        settled = false;
        return this;
    }

    /** A Test function has no repeats of its own. */
    SimulatedScenario notRepeatable() {
        repeatable = false;
        return this;
    }

    /** Repeated tests tell the allocations of each eighth of a run. */
    SimulatedScenario windowed() {
        windowed = true;
        return this;
    }

    SimulatedScenario knowing(Known record) {
        known = record;
        return this;
    }

    SimulatedScenario iterations(long n) {
        iterations = n;
        return this;
    }

    SimulatedScenario limit(Metric metric, long value) {
        limits.put(metric, new Limit(metric, value, "noleak.limit." + metric.key()));
        return this;
    }

    Played play() {
        Judge judge = new Judge(limits, SITES, BUDGET, repeatable, iterations, known);
        List<Round> rounds = new ArrayList<>();
        Step step = judge.next(rounds);
        while (step instanceof Step.RunAgain again) {
            if (rounds.size() >= MOST_ROUNDS) {
                throw new AssertionError("The judge does not come to an end: "
                        + rounds.stream().map(Round::summary).toList());
            }
            rounds.add(new Round(
                    again.plan(), again.plan().trials().stream().map(this::run).toList()));
            step = judge.next(List.copyOf(rounds));
        }
        return new Played(((Step.Decided) step).conclusion(), rounds);
    }

    private Attempt run(Trial trial) {
        for (Ending ending : endings) {
            if (ending.when().test(trial)) {
                return new Stopped(trial, ending.cause(), ending.headline(), List.of());
            }
        }
        int open = OPEN_AT_START + (int) files.kept(trial, random);
        int started = THREADS_AT_START + random.nextInt(3) + (int) threads.kept(trial, random);
        Map<CallStack, Amount> kept = heap(trial);
        if (open > openFilesLimit) {
            return new Stopped(trial, Cause.FAILED, "open: too many open files", List.of());
        }
        if (started > MOST_THREADS) {
            return new Stopped(trial, Cause.FAILED, "thread exhaustion", List.of());
        }
        if (kept.values().stream().mapToDouble(Amount::bytes).sum() > MEMORY) {
            return new Stopped(trial, Cause.FAILED, "signal: killed", List.of());
        }
        List<GoroutineCount> groups = groups(trial);
        int total = groups.stream().mapToInt(GoroutineCount::count).sum() + GOROUTINES_AT_START;
        double load = 1 + slowdown * random.nextDouble();
        double longer = trial.totalOperations() == 1 ? first : 0;
        return new Sample(
                trial,
                (trial.repeats() * setup + trial.totalOperations() * nanos / 1e9 + longer) * load,
                (nanos + (firstTimed ? longer * 1e9 : 0)) * load,
                settled,
                new HeapCensus(kept, 1),
                groups,
                total,
                open,
                openFilesLimit,
                started,
                allocations(trial));
    }

    private Map<CallStack, Amount> heap(Trial trial) {
        Map<CallStack, Amount> kept = new HashMap<>();
        heap.forEach((stack, model) -> {
            double count = model.kept(trial, random);
            Amount amount = count < 0
                    ? new Amount(1, -count)
                    : shown((long) count, sizes.getOrDefault(stack, OBJECT), trial.profileRate());
            if (amount.objects() > 0) {
                kept.put(stack, amount);
            }
        });
        return kept;
    }

    /** What a sampled profile lets estimate. */
    private Amount shown(long objects, double size, int rate) {
        return shown(objects, size, rate, random);
    }

    static Amount shown(long objects, double size, int rate, Random random) {
        if (rate <= 1) {
            return new Amount(objects, objects * size);
        }
        double likely = -Math.expm1(-size / rate);
        double estimated = binomial(objects, likely, random) / likely;
        return new Amount(estimated, estimated * size);
    }

    private List<GoroutineCount> groups(Trial trial) {
        List<GoroutineCount> groups = new ArrayList<>();
        groups.add(new GoroutineCount(
                "chan receive", false, new CallStack(List.of(new Frame("main.main", "main.go", 1))), null, 2));
        for (Group group : goroutines) {
            int count = (int) group.model().kept(trial, random);
            if (count > 0) {
                groups.add(new GoroutineCount(
                        group.state(),
                        group.locked(),
                        new CallStack(List.of(frame(group.entry()))),
                        frame("Start"),
                        count));
            }
        }
        return groups;
    }

    private List<Allocation> allocations(Trial trial) {
        if (windowed) {
            long window = Math.max(1, trial.operations() / 8);
            return IntStream.range(0, (int) (trial.operations() / window))
                    .mapToObj(i -> allocating.allocated(i * window, window, i, random))
                    .toList();
        }
        if (trial.repeats() == 1) {
            return List.of();
        }
        return IntStream.range(0, trial.repeats())
                .mapToObj(i -> allocating.allocated(i * trial.operations(), trial.operations(), i, random))
                .toList();
    }

    static CallStack stackOf(String function) {
        return new CallStack(List.of(frame(function), frame("BenchmarkX")));
    }

    static Frame frame(String function) {
        return new Frame(MODULE + "." + function, "/src/shop/shop.go", 10 + function.length());
    }
}
