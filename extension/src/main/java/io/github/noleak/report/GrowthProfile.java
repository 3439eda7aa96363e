package io.github.noleak.report;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileBuilder;
import io.github.noleak.pprof.TopOptions;
import io.github.noleak.pprof.TopReport;
import io.github.noleak.pprof.ValueType;
import io.github.noleak.report.GrowingStacks.Added;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What grew in a scenario, by stacks, in as many operations as make whole numbers of it. */
record GrowthProfile(Profile profile, String type, String title) {

    private static final int ROWS = 10;

    /** A part of the whole that is too small to be counted in smaller steps for it. */
    private static final double LITTLE = 0.05;

    private static final double OFF = 0.02;
    private static final long[] STEPS = {1, 1_000, 1_000_000};

    private static final List<ToDoubleFunction<Added>> VALUES =
            List.of(Added::goroutines, Added::objects, Added::bytes);
    private static final int GOROUTINES = 0;
    private static final int BYTES = 2;
    private static final ValueType[] TYPES = {
        new ValueType("goroutines", "count"),
        new ValueType("inuse_objects", "count"),
        new ValueType("inuse_space", "bytes")
    };

    /**
     * Makes the profile.
     *
     * @param program what stands for the name of the program
     * @param added what was added to each stack
     * @param from the operations of the run before, and {@code to} those of the run after it was added
     */
    static GrowthProfile of(String program, Map<CallStack, Added> added, long from, long to) {
        double operations = (double) to - from;
        long step = step(added, operations);
        String type = TYPES[sum(added, BYTES) > 0 ? BYTES : GOROUTINES].type();
        String title = "growth per %s, from %s to %s operations"
                .formatted(
                        step == 1 ? "operation" : Numbers.count(step) + " operations",
                        Numbers.count(from),
                        Numbers.count(to));
        ProfileBuilder builder =
                ProfileBuilder.of(TYPES).program(program).comment(title).defaultSampleType(type);
        added.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().frames().toString()))
                .forEach(entry -> builder.add(
                        entry.getKey(),
                        VALUES.stream()
                                .mapToLong(
                                        value -> Math.round(value.applyAsDouble(entry.getValue()) * step / operations))
                                .toArray()));
        return new GrowthProfile(builder.build(), type, title);
    }

    /** The fewest operations for which no growth of weight is far from a whole number. */
    private static long step(Map<CallStack, Added> added, double operations) {
        for (long step : STEPS) {
            boolean whole = true;
            for (int i = 0; i < TYPES.length; i++) {
                ToDoubleFunction<Added> value = VALUES.get(i);
                double little = LITTLE * sum(added, i);
                whole &= added.values().stream()
                        .mapToDouble(value)
                        .filter(v -> v > little)
                        .map(v -> v * step / operations)
                        .allMatch(v -> Math.abs(Math.rint(v) - v) <= OFF * v);
            }
            if (whole) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private static double sum(Map<CallStack, Added> added, int type) {
        return added.values().stream().mapToDouble(VALUES.get(type)).sum();
    }

    /** Returns the functions through which most of the growth goes. */
    List<String> top() {
        return TopReport.of(profile, TopOptions.defaults().byCum().first(ROWS).compact())
                .text()
                .lines()
                .toList();
    }
}
