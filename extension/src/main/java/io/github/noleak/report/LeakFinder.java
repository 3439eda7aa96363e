package io.github.noleak.report;

import io.github.noleak.Leak;
import io.github.noleak.Leak.Kind;
import io.github.noleak.Site;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.FunctionName;
import io.github.noleak.verdict.Amount;
import io.github.noleak.verdict.Conclusion;
import io.github.noleak.verdict.GoroutineCount;
import io.github.noleak.verdict.Proof;
import io.github.noleak.verdict.Sample;
import io.github.noleak.verdict.SiteFinder;
import io.github.noleak.verdict.Subject;
import io.github.noleak.verdict.Triple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds, for each thing that grows, the place in the code and what else is known of it. */
record LeakFinder(Conclusion conclusion, Triple measured, SiteFinder sites) {

    /** Whoever opens a descriptor through the standard library allocates in one of these. */
    private static final Set<String> OPENERS = Set.of("os.newFile", "os.NewFile", "net.newFD");

    List<Leak> leaks() {
        return conclusion.leaks().stream()
                .map(this::leak)
                .sorted(Comparator.comparing((Leak l) -> l.kind() == Kind.HEAP)
                        .thenComparing(l -> !inModule(l))
                        .thenComparing(Comparator.comparingDouble(Leak::bytesPerOperation)
                                .thenComparingDouble(Leak::perOperation)
                                .reversed())
                        .thenComparing(Leak::fingerprint))
                .toList();
    }

    /** What a reader can change comes before what libraries keep for it. */
    private boolean inModule(Leak leak) {
        Site site = leak.site();
        return site != null && sites.inModule().test(new Frame(site.function(), site.file(), site.line()));
    }

    private Leak leak(Proof proof) {
        Subject subject = proof.growth().subject();
        if (subject.kind() == Kind.HEAP) {
            CallStack stack = heapStack(subject);
            return leak(proof, sites.siteOf(stack), stack, null);
        }
        if (subject.kind() == Kind.FILE) {
            Optional<CallStack> opener =
                    fastest(s -> s.frames().stream().anyMatch(f -> OPENERS.contains(f.function())));
            if (opener.isPresent()) {
                return leak(proof, sites.siteOf(opener.get()), opener.get(), null);
            }
        }
        Optional<GoroutineCount> goroutine = goroutine(subject);
        return goroutine
                .map(g -> leak(proof, g.stack().frames().isEmpty() ? null : sites.siteOf(g.stack()), g.stack(), g))
                .orElseGet(() -> leak(proof, null, new CallStack(List.of()), null));
    }

    private CallStack heapStack(Subject subject) {
        return subject instanceof Subject.HeapStack heap
                ? heap.stack()
                : fastest(s -> subject.equals(new Subject.HeapSite(sites.siteOf(s))))
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

    private Leak leak(Proof proof, @Nullable Frame site, CallStack stack, @Nullable GoroutineCount goroutine) {
        Kind kind = proof.growth().subject().kind();
        Frame creator = goroutine == null ? null : goroutine.creator();
        return new Leak(
                kind,
                fingerprint(kind, site, creator),
                false,
                proof.growth().objectsPerOperation(),
                kind == Kind.HEAP ? proof.growth().bytesPerOperation() : 0,
                site(site),
                site(creator),
                stack.frames().stream().map(LeakFinder::frame).toList(),
                goroutine == null ? null : goroutine.state(),
                evidence(proof, goroutine),
                null);
    }

    private List<String> evidence(Proof proof, @Nullable GoroutineCount goroutine) {
        List<String> evidence = new ArrayList<>();
        String line =
                "grows in proportion to the work, up to %s operations".formatted(Numbers.count(conclusion.furthest()));
        evidence.add(proof.confirmed() ? line : line + "; not confirmed beyond");
        if (proof.growth().repeatedOperations() > 0) {
            evidence.add("adds up over repeats in one process");
        }
        if (goroutine != null && proof.growth().subject().kind() == Kind.GOROUTINE) {
            evidence.add("blocked: " + goroutine.state());
        }
        return evidence;
    }

    /** Neither lines nor the numbers of closures: both change with edits elsewhere. */
    private static String fingerprint(Kind kind, @Nullable Frame site, @Nullable Frame creator) {
        String text = kind.key();
        if (site != null) {
            text += " " + FunctionName.of(site.function()).stable();
        }
        return creator == null
                ? text
                : text + " <- " + FunctionName.of(creator.function()).stable();
    }

    private static @Nullable Site site(@Nullable Frame frame) {
        return frame == null ? null : frame(frame);
    }

    private static Site frame(Frame frame) {
        return new Site(frame.function(), frame.file(), frame.line());
    }
}
