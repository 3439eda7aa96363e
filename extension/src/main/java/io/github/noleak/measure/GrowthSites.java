package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak.Kind;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Finds the code behind what grows.
 *
 * @param measured the runs whose growth counts
 * @param sites tells the code under test from other code
 */
@API(status = INTERNAL, since = "0.1")
public record GrowthSites(ThreeSnapshots measured, SiteFinder sites) {

    /** Whoever opens a descriptor through the standard library allocates in one of these. */
    private static final Set<String> OPENERS = Set.of("os.newFile", "os.NewFile", "net.newFD");

    /** Goroutines that wait for what they have show who has it. */
    private static final Set<Resource> OF_GOROUTINES =
            Set.of(Resource.GOROUTINES, Resource.OPEN_FILES, Resource.THREADS);

    /** Lines that keep less of the blocks that they begin are named only where there are no others. */
    private static final double KEPT = 0.5;

    /** So small a part of all blocks may be a line's by chance. */
    private static final double FEW = 0.05;

    /** Returns the code that most likely keeps a subject. */
    public GrowthSite of(Subject subject) {
        if (subject instanceof Subject.WholeHeap) {
            return new GrowthSite(null, new CallStack(List.of()), null, "heap");
        }
        if (subject.kind() == Kind.HEAP) {
            return onHeap(Kind.HEAP, heapStack(subject));
        }
        if (subject.kind() == Kind.FILE) {
            Optional<CallStack> opener = fastest(
                    HeapSnapshot::apart, s -> s.frames().stream().anyMatch(f -> OPENERS.contains(f.function())));
            if (opener.isPresent()) {
                return onHeap(Kind.FILE, opener.get());
            }
        }
        return (OF_GOROUTINES.contains(subject.resource()) ? goroutine(subject) : Optional.<GoroutineCount>empty())
                .map(g -> waiting(subject, g))
                .orElseGet(() -> new GrowthSite(
                        null, new CallStack(List.of()), null, subject.kind().key()));
    }

    /** Returns all code that may keep a subject: several lines of tiny objects, of other things one. */
    public List<GrowthSite> all(Subject subject) {
        return subject instanceof Subject.TinyObjects
                ? ofTinyObjects().keySet().stream().map(this::onHeap).toList()
                : List.of(of(subject));
    }

    /** Returns the code that allocates at a stack. */
    public GrowthSite onHeap(CallStack stack) {
        return onHeap(Kind.HEAP, stack);
    }

    private GrowthSite onHeap(Kind kind, CallStack stack) {
        return new GrowthSite(sites.siteOf(stack), stack, null, Fingerprints.ofHeap(kind, stack, sites));
    }

    private GrowthSite waiting(Subject subject, GoroutineCount goroutine) {
        CallStack stack = goroutine.stack();
        return new GrowthSite(
                stack.frames().isEmpty() ? null : sites.siteOf(stack),
                stack,
                goroutine,
                Fingerprints.ofGoroutine(subject, goroutine, sites));
    }

    private CallStack heapStack(Subject subject) {
        if (subject instanceof Subject.HeapStack heap) {
            return heap.stack();
        }
        if (subject instanceof Subject.TinyObjects) {
            return ofTinyObjects().entrySet().stream()
                    .max(Map.Entry.<CallStack, Double>comparingByValue()
                            .thenComparing(e -> e.getKey().frames().toString()))
                    .orElseThrow()
                    .getKey();
        }
        return fastest(HeapSnapshot::apart, s -> {
                    Frame site = sites.siteOf(s);
                    return subject.equals(new Subject.HeapSite(site))
                            || subject.equals(new Subject.HeapFunction(site.function()));
                })
                .orElseThrow();
    }

    /** Returns the stack that grew most among some. */
    private Optional<CallStack> fastest(BiFunction<HeapSnapshot, CallStack, Amount> part, Predicate<CallStack> which) {
        return measured.large().heap().byStack().keySet().stream()
                .filter(which)
                .max(Comparator.comparingDouble((CallStack s) -> added(part, s).bytes())
                        .thenComparing(s -> s.frames().toString()));
    }

    private Amount added(BiFunction<HeapSnapshot, CallStack, Amount> part, CallStack stack) {
        Amount before = part.apply(measured.small().heap(), stack);
        return part.apply(measured.large().heap(), stack).minus(before);
    }

    /** Returns what part of the blocks of tiny objects that were added each stack is charged with, as chance has it. */
    public Map<CallStack, Double> ofTinyObjects() {
        Map<CallStack, Double> added = new HashMap<>();
        for (CallStack stack : measured.large().heap().tiny().keySet()) {
            double blocks = added(HeapSnapshot::ofTinyObjects, stack).objects();
            if (blocks > 0) {
                added.put(stack, blocks);
            }
        }
        // What lives for a moment begins blocks that others keep, but few of all that it begins.
        Map<CallStack, Double> keeping = new HashMap<>(added);
        keeping.entrySet().removeIf(e -> e.getValue() < KEPT * made(e.getKey()));
        Map<CallStack, Double> charged = keeping.isEmpty() ? added : keeping;
        double few = FEW * sum(charged);
        charged.values().removeIf(blocks -> blocks < few);
        double all = sum(charged);
        charged.replaceAll((stack, blocks) -> blocks / all);
        return charged;
    }

    private static double sum(Map<CallStack, Double> blocks) {
        return blocks.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private double made(CallStack stack) {
        return measured.large().heap().made().getOrDefault(stack, 0.0)
                - measured.small().heap().made().getOrDefault(stack, 0.0);
    }

    /** Returns the same by fingerprint. */
    public Map<String, Double> tinyObjectsByFingerprint() {
        Map<String, Double> sum = new TreeMap<>();
        ofTinyObjects().forEach((stack, part) -> sum.merge(onHeap(stack).fingerprint(), part, Double::sum));
        return sum;
    }

    private Optional<GoroutineCount> goroutine(Subject subject) {
        Predicate<GoroutineCount> which = g -> true;
        if (subject instanceof Subject.Goroutines group) {
            which = g -> group.matches(g);
        } else if (subject.resource() == Resource.THREADS) {
            which = g -> g.lockedToThread() || g.state().equals("syscall");
        } else if (subject.resource() == Resource.OPEN_FILES) {
            which = g -> g.state().equals("IO wait");
        }
        Snapshot before = measured.small();
        return measured.large().goroutines().stream()
                .filter(which)
                .filter(g -> g.count() > count(before, g))
                .max(Comparator.comparingInt((GoroutineCount g) -> g.count() - count(before, g))
                        .thenComparing(g -> g.stack().frames().toString()));
    }

    private static int count(Snapshot sample, GoroutineCount group) {
        return sample.goroutines().stream()
                .filter(g -> g.stack().equals(group.stack()) && g.state().equals(group.state()))
                .mapToInt(GoroutineCount::count)
                .sum();
    }
}
