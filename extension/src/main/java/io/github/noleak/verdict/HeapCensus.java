package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.Profile;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The heap objects in use by the stack that allocated them, without what is not the scenario's: the runtime's own, the
 * gate's, the test framework's, and what was made before the first operation.
 *
 * @param byStack stacks without the runtime's frames at the leaf
 * @param planted how many of the objects that the gate planted the profile shows
 * @param whole everything on the heap, exactly, where a sampled profile is all that is known by stack; null elsewhere
 */
@API(status = INTERNAL, since = "0.1")
public record HeapCensus(
        Map<CallStack, Amount> byStack,
        long planted,
        @Nullable Amount whole) {

    /** Compiles the expressions that choose what is run, which differ from process to process. */
    private static final String FILTER = "testing/internal/testdeps.TestDeps.MatchString";

    /** The bytes of a control object. */
    private static final int LARGEST_CONTROL = 32;

    /** More distinct stacks than this are told apart by their leaf alone, so that memory stays bounded. */
    private static final int MOST_STACKS = 40_000;

    /** Copies the map. */
    public HeapCensus {
        // No Map.copyOf: that takes long where a server has chosen names whose hashes are the same.
        byStack = Collections.unmodifiableMap(new HashMap<>(byStack));
    }

    /** Creates a census of what is known by stack. */
    public HeapCensus(Map<CallStack, Amount> byStack, long planted) {
        this(byStack, planted, null);
    }

    /**
     * Counts what Go's own profile shows to be in use: samples, scaled up, without the runtime's frames at the leaf.
     *
     * @param whole everything on the heap, exactly
     */
    public static HeapCensus ofSamples(Profile profile, Amount whole) {
        int objects = profile.sampleType("inuse_objects");
        int bytes = profile.sampleType("inuse_space");
        Map<CallStack, Amount> found = new HashMap<>();
        profile.forEach((stack, values) -> {
            List<Frame> frames = stack.frames();
            if (values[objects] == 0 || FreeLists.own(frames) || StartUp.own(frames) || ofProfiling(frames)) {
                return;
            }
            found.merge(bounded(ownPart(frames), found), new Amount(values[objects], values[bytes]), Amount::plus);
        });
        return new HeapCensus(found, 0, whole);
    }

    /** Writing a profile leaves objects behind, too. */
    private static boolean ofProfiling(List<Frame> frames) {
        return frames.stream()
                .anyMatch(f -> f.function().startsWith("runtime/pprof.")
                        || f.function().startsWith("net/http/pprof."));
    }

    /** Returns the same of several processes together. */
    public HeapCensus plus(HeapCensus other) {
        Map<CallStack, Amount> sum = new HashMap<>(byStack);
        other.byStack.forEach((stack, amount) -> sum.merge(stack, amount, Amount::plus));
        Amount both = whole == null || other.whole == null ? null : whole.plus(other.whole);
        return new HeapCensus(sum, planted + other.planted, both);
    }

    /**
     * Counts what a profile shows to be in use.
     *
     * @param gatePackage the import path of the gate, whose own objects are left out
     */
    public static HeapCensus of(Profile profile, String gatePackage) {
        return of(profile, gatePackage, List.of("")).get(0);
    }

    /**
     * Counts what a profile shows to have been in use after each of several calls.
     *
     * @param profile has an {@code inuse_objects_1} and an {@code inuse_space_1} for the first call, and so on
     */
    public static List<HeapCensus> ofCalls(Profile profile, String gatePackage, int calls) {
        return of(
                profile,
                gatePackage,
                IntStream.rangeClosed(1, calls).mapToObj(call -> "_" + call).toList());
    }

    /** Makes a census for each end of the names of the values; whose a stack is, is found out once for all of them. */
    private static List<HeapCensus> of(Profile profile, String gatePackage, List<String> ends) {
        List<Counted> all = ends.stream()
                .map(end ->
                        new Counted(profile.sampleType("inuse_objects" + end), profile.sampleType("inuse_space" + end)))
                .toList();
        profile.forEach((stack, values) -> {
            List<Frame> frames = stack.frames();
            if (all.stream().allMatch(counted -> values[counted.objects] == 0)
                    || FreeLists.own(frames)
                    || StartUp.own(frames)) {
                return;
            }
            int first = first(frames);
            String leaf = frames.get(first).function();
            if (leaf.startsWith(gatePackage)) {
                if (leaf.equals(gatePackage + ".plant") || leaf.equals(gatePackage + ".plantOne")) {
                    all.forEach(counted -> counted.plant(values));
                }
                return;
            }
            if (ofFramework(frames, first, gatePackage)) {
                return;
            }
            CallStack own = ownPart(frames);
            all.forEach(counted -> counted.add(own, values, profile.period()));
        });
        return all.stream().map(c -> new HeapCensus(c.found, c.planted)).toList();
    }

    /** What is counted of one pair of values. */
    private static final class Counted {

        private final int objects;
        private final int bytes;
        private final Map<CallStack, Amount> found = new HashMap<>();
        private long planted;

        Counted(int objects, int bytes) {
            this.objects = objects;
            this.bytes = bytes;
        }

        void add(CallStack stack, long[] values, long period) {
            if (values[objects] != 0) {
                found.merge(bounded(stack, found), unsampled(values[objects], values[bytes], period), Amount::plus);
            }
        }

        /** The slice that holds the control objects is the gate's, too, but larger. */
        void plant(long[] values) {
            if (values[objects] != 0 && values[bytes] / values[objects] <= LARGEST_CONTROL) {
                planted += values[objects];
            }
        }
    }

    /**
     * Returns a stack without the runtime's frames at the leaf, which depend on chance: from Go 1.27 on, what is
     * allocated while the collector marks takes another way through the runtime.
     */
    private static CallStack ownPart(List<Frame> frames) {
        return new CallStack(frames.subList(first(frames), frames.size()));
    }

    private static int first(List<Frame> frames) {
        int first = 0;
        while (FreeLists.ofRuntime(frames.get(first))) {
            first++;
        }
        return first;
    }

    private static CallStack bounded(CallStack stack, Map<CallStack, Amount> found) {
        return found.size() >= MOST_STACKS && !found.containsKey(stack)
                ? new CallStack(stack.frames().subList(0, 1))
                : stack;
    }

    /** The test framework keeps its own books of what it ran, and its filter; other code called by it is not meant. */
    private static boolean ofFramework(List<Frame> frames, int first, String gatePackage) {
        if (frames.stream().anyMatch(f -> f.function().equals(FILTER))) {
            return true;
        }
        for (int i = first; i < frames.size(); i++) {
            String function = frames.get(i).function();
            if (function.startsWith(gatePackage)) {
                return true;
            }
            if (!function.startsWith("testing.")
                    && !function.equals("main.main")
                    && !FreeLists.ofRuntime(frames.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Scales a sampled count up to the likely true one, as the Go runtime does for its own profiles: an allocation of
     * that size was recorded with the probability 1 - exp(-size/rate).
     */
    private static Amount unsampled(long objects, long bytes, long rate) {
        if (rate <= 1) {
            return new Amount(objects, bytes);
        }
        double size = (double) bytes / objects;
        double scale = 1 / -Math.expm1(-size / rate);
        return new Amount(objects * scale, bytes * scale);
    }
}
