package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** What Go scenarios that are played may keep, as a function of a run and of chance. */
public final class SimulatedScenario {

    static final String MODULE = "example.com/shop";
    public static final SiteFinder SITES = new SiteFinder(
            f -> f.function().startsWith(MODULE + ".") || f.function().startsWith(MODULE + "/"));

    private SimulatedScenario() {}

    static Map<Metric, Limit> defaultLimits() {
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            limits.put(metric, new Limit(metric, metric.defaultLimit(), "default"));
        }
        return limits;
    }

    /** How many things are kept after a run. */
    interface Model {
        double kept(RunPlan runPlan, Random random);
    }

    static Model oneIn(long operations) {
        return (runPlan, random) -> Math.floor((double) runPlan.totalOperations() / operations);
    }

    static Model byChance(double rate) {
        return (runPlan, random) -> binomial(runPlan.totalOperations(), rate, random);
    }

    /** A container that is full at some size, and gets a new entry in one of so many operations. */
    static Model filling(double capacity, double operationsAnEntry) {
        return (runPlan, random) -> Math.min(capacity, Math.floor(runPlan.totalOperations() / operationsAnEntry));
    }

    /** A container of which each operation fills any one place, so that it fills ever more slowly. */
    static Model filledAtRandom(double capacity, double operationsAnEntry) {
        return (runPlan, random) -> {
            double empty = Math.exp(-runPlan.totalOperations() / operationsAnEntry / capacity);
            return binomial((long) capacity, 1 - empty, random);
        };
    }

    /** A container of which half is dropped whenever it is full. */
    static Model halved(long capacity, long operationsAnEntry) {
        return (runPlan, random) -> {
            long entries = runPlan.totalOperations() / operationsAnEntry;
            return entries <= capacity ? entries : capacity / 2 + (entries - capacity) % (capacity / 2);
        };
    }

    /** What only the last call of the benchmark function has made. */
    static Model lastResult(double perOperation) {
        return (runPlan, random) -> Math.floor(runPlan.operations() * perOperation);
    }

    static Model scatter(int around, int most) {
        return (runPlan, random) -> around + random.nextInt(2 * most + 1) - most;
    }

    /** What ends by itself in the time that some care gives it. */
    static Model endingUnder(SettlePolicy policy, Model model) {
        return (runPlan, random) -> runPlan.policy().compareTo(policy) >= 0 ? 0 : model.kept(runPlan, random);
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

    /** Go's append doubles small slices and adds a quarter to large ones. */
    static long roomOf(long bytes) {
        long room = 8;
        while (room < bytes) {
            room += room < 2048 ? room : (room / 8 + 768) / 4 * 8;
        }
        return room;
    }

    static Amount shown(long objects, double size, int rate, Random random) {
        if (rate <= 1) {
            return new Amount(objects, objects * size);
        }
        double likely = -Math.expm1(-size / rate);
        double estimated = binomial(objects, likely, random) / likely;
        return new Amount(estimated, estimated * size);
    }

    public static CallStack stackOf(String function) {
        return new CallStack(List.of(frame(function), frame("BenchmarkX")));
    }

    public static Frame frame(String function) {
        return new Frame(MODULE + "." + function, "/src/shop/shop.go", 10 + function.length());
    }
}
