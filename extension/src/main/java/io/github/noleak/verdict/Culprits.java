package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak.Kind;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Finds the code behind what grows.
 *
 * @param measured the runs whose growth counts
 * @param sites tells the code under test from other code
 */
@API(status = INTERNAL, since = "0.1")
public record Culprits(Triple measured, SiteFinder sites) {

    /** Whoever opens a descriptor through the standard library allocates in one of these. */
    private static final Set<String> OPENERS = Set.of("os.newFile", "os.NewFile", "net.newFD");

    /** Returns the code that most likely keeps a subject. */
    public Culprit of(Subject subject) {
        if (subject instanceof Subject.WholeHeap) {
            return new Culprit(null, new CallStack(List.of()), null, "heap");
        }
        if (subject.kind() == Kind.HEAP) {
            return onHeap(Kind.HEAP, heapStack(subject));
        }
        if (subject.kind() == Kind.FILE) {
            Optional<CallStack> opener =
                    fastest(s -> s.frames().stream().anyMatch(f -> OPENERS.contains(f.function())));
            if (opener.isPresent()) {
                return onHeap(Kind.FILE, opener.get());
            }
        }
        return goroutine(subject)
                .map(g -> waiting(subject, g))
                .orElseGet(() -> new Culprit(
                        null, new CallStack(List.of()), null, subject.kind().key()));
    }

    private Culprit onHeap(Kind kind, CallStack stack) {
        return new Culprit(sites.siteOf(stack), stack, null, Fingerprints.ofHeap(kind, stack, sites));
    }

    private Culprit waiting(Subject subject, GoroutineCount goroutine) {
        CallStack stack = goroutine.stack();
        return new Culprit(
                stack.frames().isEmpty() ? null : sites.siteOf(stack),
                stack,
                goroutine,
                Fingerprints.ofGoroutine(subject, goroutine, sites));
    }

    private CallStack heapStack(Subject subject) {
        if (subject instanceof Subject.HeapStack heap) {
            return heap.stack();
        }
        return fastest(s -> {
                    Frame site = sites.siteOf(s);
                    return subject.equals(new Subject.HeapSite(site))
                            || subject.equals(new Subject.HeapFunction(site.function()));
                })
                .orElseThrow();
    }

    /** Returns the stack that grew most among some. */
    private Optional<CallStack> fastest(Predicate<CallStack> which) {
        Map<CallStack, Amount> before = measured.small().heap().byStack();
        return measured.large().heap().byStack().entrySet().stream()
                .filter(e -> which.test(e.getKey()))
                .max(Comparator.comparingDouble((Map.Entry<CallStack, Amount> e) -> e.getValue()
                                        .bytes()
                                - before.getOrDefault(e.getKey(), Amount.NONE).bytes())
                        .thenComparing(e -> e.getKey().frames().toString()))
                .map(Map.Entry::getKey);
    }

    private Optional<GoroutineCount> goroutine(Subject subject) {
        Predicate<GoroutineCount> which = g -> true;
        if (subject instanceof Subject.Goroutines group) {
            which = g -> group.matches(g);
        } else if (subject instanceof Subject.Threads) {
            which = g -> g.lockedToThread() || g.state().equals("syscall");
        } else if (subject instanceof Subject.OpenFiles) {
            which = g -> g.state().equals("IO wait");
        }
        Sample before = measured.small();
        return measured.large().goroutines().stream()
                .filter(which)
                .filter(g -> g.count() > count(before, g))
                .max(Comparator.comparingInt((GoroutineCount g) -> g.count() - count(before, g))
                        .thenComparing(g -> g.stack().frames().toString()));
    }

    private static int count(Sample sample, GoroutineCount group) {
        return sample.goroutines().stream()
                .filter(g -> g.stack().equals(group.stack()) && g.state().equals(group.state()))
                .mapToInt(GoroutineCount::count)
                .sum();
    }
}
