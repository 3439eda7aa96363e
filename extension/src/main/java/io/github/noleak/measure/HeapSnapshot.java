package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.Profile;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The heap objects in use by the stack that allocated them, without what is not the scenario's: the runtime's own, the
 * gate's, the test framework's, and what was made before the first operation.
 *
 * @param byStack stacks without the runtime's frames at the leaf
 * @param tiny what of them are blocks that tiny objects share: which stack such a block counts for is chance
 * @param made how many of these blocks each stack has begun, with those that are free again
 * @param planted how many of the objects that the gate planted the profile shows
 * @param whole everything on the heap, exactly, where a sampled profile is all that is known by stack; null elsewhere
 */
@API(status = INTERNAL, since = "0.1")
public record HeapSnapshot(
        Map<CallStack, Amount> byStack,
        Map<CallStack, Amount> tiny,
        Map<CallStack, Double> made,
        long planted,
        @Nullable Amount whole) {

    /** The bytes of a block that objects without pointers share. Objects of that size of their own are not told apart. */
    public static final int TINY_BLOCK = 16;

    /** Compiles the expressions that choose what is run, which differ from process to process. */
    private static final String FILTER = "testing/internal/testdeps.TestDeps.MatchString";

    /** The bytes of a control object. */
    private static final int LARGEST_CONTROL = 32;

    /** More distinct stacks than this are told apart by their leaf alone, so that memory stays bounded. */
    private static final int MOST_STACKS = 40_000;

    /** Copies the map. */
    public HeapSnapshot {
        // No Map.copyOf: that takes long where a server has chosen names whose hashes are the same.
        byStack = Collections.unmodifiableMap(new HashMap<>(byStack));
        tiny = Collections.unmodifiableMap(new HashMap<>(tiny));
        made = Collections.unmodifiableMap(new HashMap<>(made));
    }

    /** Creates a snapshot without tiny objects. */
    public HeapSnapshot(Map<CallStack, Amount> byStack, long planted, @Nullable Amount whole) {
        this(byStack, Map.of(), Map.of(), planted, whole);
    }

    /** Creates a snapshot of what is known by stack. */
    public HeapSnapshot(Map<CallStack, Amount> byStack, long planted) {
        this(byStack, Map.of(), Map.of(), planted, null);
    }

    /**
     * Counts what Go's own profile shows to be in use: samples, scaled up, without the runtime's frames at the leaf.
     *
     * @param whole everything on the heap, exactly
     */
    public static HeapSnapshot ofSamples(Profile profile, Amount whole) {
        Counted found = Counted.of(profile, "");
        profile.forEach((stack, values) -> {
            List<Frame> frames = stack.frames();
            if (values[found.objects] == 0
                    || RuntimeAllocations.own(frames)
                    || StartUpAllocations.own(frames)
                    || ofProfiling(frames)) {
                return;
            }
            found.add(ownPart(frames), values, 1);
        });
        return found.heapSnapshot(whole);
    }

    /** Writing a profile leaves objects behind, too. */
    private static boolean ofProfiling(List<Frame> frames) {
        return frames.stream()
                .anyMatch(f -> f.function().startsWith("runtime/pprof.")
                        || f.function().startsWith("net/http/pprof."));
    }

    /** Returns the sum over all stacks. */
    public Amount total() {
        return byStack.values().stream().reduce(Amount.NONE, Amount::plus);
    }

    /** Returns what a stack has in blocks that it shares with no other. */
    Amount apart(CallStack stack) {
        return byStack.getOrDefault(stack, Amount.NONE).minus(ofTinyObjects(stack));
    }

    /** Returns the blocks of tiny objects that chance has put to a stack. */
    Amount ofTinyObjects(CallStack stack) {
        return tiny.getOrDefault(stack, Amount.NONE);
    }

    /** Returns the same of several processes together. */
    public HeapSnapshot plus(HeapSnapshot other) {
        Amount both = whole == null || other.whole == null ? null : whole.plus(other.whole);
        return new HeapSnapshot(
                sum(byStack, other.byStack, Amount::plus),
                sum(tiny, other.tiny, Amount::plus),
                sum(made, other.made, Double::sum),
                planted + other.planted,
                both);
    }

    private static <T> Map<CallStack, T> sum(Map<CallStack, T> some, Map<CallStack, T> more, BinaryOperator<T> plus) {
        Map<CallStack, T> sum = new HashMap<>(some);
        more.forEach((stack, amount) -> sum.merge(stack, amount, plus));
        return sum;
    }

    /**
     * Counts what a profile shows to be in use.
     *
     * @param gatePackage the import path of the gate, whose own objects are left out
     */
    public static HeapSnapshot of(Profile profile, String gatePackage) {
        return of(profile, gatePackage, List.of("")).get(0);
    }

    /**
     * Counts what a profile shows to have been in use after each of several calls.
     *
     * @param profile has an {@code inuse_objects_1}, an {@code inuse_space_1} and an {@code alloc_objects_1} for the first
     *     call, and so on
     */
    public static List<HeapSnapshot> ofCalls(Profile profile, String gatePackage, int calls) {
        return of(
                profile,
                gatePackage,
                IntStream.rangeClosed(1, calls).mapToObj(call -> "_" + call).toList());
    }

    /** Makes a snapshot for each end of the names of the values; whose a stack is, is found out once for all of them. */
    private static List<HeapSnapshot> of(Profile profile, String gatePackage, List<String> ends) {
        List<Counted> all = ends.stream().map(end -> Counted.of(profile, end)).toList();
        profile.forEach((stack, values) -> {
            List<Frame> frames = stack.frames();
            if (all.stream().allMatch(counted -> values[counted.objects] == 0)
                    || RuntimeAllocations.own(frames)
                    || StartUpAllocations.own(frames)) {
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
        return all.stream().map(c -> c.heapSnapshot(null)).toList();
    }

    /** What is counted of the values of one moment. */
    private static final class Counted {

        private final int objects;
        private final int bytes;
        private final int allocated;
        private final Map<CallStack, Amount> byStack = new HashMap<>();
        private final Map<CallStack, Amount> tiny = new HashMap<>();
        private final Map<CallStack, Double> made = new HashMap<>();
        private long planted;

        private Counted(int objects, int bytes, int allocated) {
            this.objects = objects;
            this.bytes = bytes;
            this.allocated = allocated;
        }

        static Counted of(Profile profile, String end) {
            int objects = profile.sampleType("inuse_objects" + end);
            boolean known =
                    profile.sampleTypes().stream().anyMatch(type -> type.type().equals("alloc_objects" + end));
            return new Counted(
                    objects,
                    profile.sampleType("inuse_space" + end),
                    known ? profile.sampleType("alloc_objects" + end) : objects);
        }

        void add(CallStack stack, long[] values, long period) {
            if (values[objects] == 0) {
                return;
            }
            CallStack key = bounded(stack, byStack);
            Amount amount = unsampled(values[objects], values[bytes], period);
            byStack.merge(key, amount, Amount::plus);
            if (Math.round(amount.bytes() / amount.objects()) == TINY_BLOCK) {
                tiny.merge(key, amount, Amount::plus);
                made.merge(key, amount.objects() * values[allocated] / values[objects], Double::sum);
            }
        }

        HeapSnapshot heapSnapshot(@Nullable Amount whole) {
            return new HeapSnapshot(byStack, tiny, made, planted, whole);
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
        while (RuntimeAllocations.ofRuntime(frames.get(first))) {
            first++;
        }
        return first;
    }

    private static CallStack bounded(CallStack stack, Map<CallStack, Amount> found) {
        return found.size() >= MOST_STACKS && !found.containsKey(stack)
                ? new CallStack(stack.frames().subList(0, 1))
                : stack;
    }

    /**
     * The test framework keeps its own books of what it ran, and its filter; other code called by it is not meant. The gate calls
     * no code under test, and is called by it where operations of a call are counted.
     */
    private static boolean ofFramework(List<Frame> frames, int first, String gatePackage) {
        if (frames.stream()
                .anyMatch(f -> f.function().equals(FILTER) || f.function().startsWith(gatePackage))) {
            return true;
        }
        for (int i = first; i < frames.size(); i++) {
            String function = frames.get(i).function();
            if (!function.startsWith("testing.")
                    && !function.equals("main.main")
                    && !RuntimeAllocations.ofRuntime(frames.get(i))) {
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
