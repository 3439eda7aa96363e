package io.github.noleak.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.judge.Conclusion;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.GrowthSites;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** What each stack that leaks has more after the largest run than after the smallest. */
@API(status = INTERNAL, since = "0.1")
public final class GrowingStacks {

    /** What is added to a stack: goroutines that wait there, or objects that were allocated there. */
    @API(status = INTERNAL, since = "0.1")
    public record Added(double goroutines, double objects, double bytes) {

        private Added plus(Added other) {
            return new Added(goroutines + other.goroutines, objects + other.objects, bytes + other.bytes);
        }
    }

    private final ThreeSnapshots measured;
    private final SiteFinder sites;
    private final Set<Subject> subjects = new HashSet<>();
    private final Set<CallStack> tiny = new HashSet<>();
    private final Map<CallStack, Added> added = new LinkedHashMap<>();

    private GrowingStacks(ThreeSnapshots measured, SiteFinder sites) {
        this.measured = measured;
        this.sites = sites;
    }

    /** Returns what grew in a scenario, in all of the operations between its smallest and its largest run. */
    public static Map<CallStack, Added> of(Conclusion conclusion, ThreeSnapshots measured, SiteFinder sites) {
        GrowingStacks stacks = new GrowingStacks(measured, sites);
        conclusion.leaks().forEach(proof -> stacks.subjects.add(proof.growth().subject()));
        if (stacks.subjects.contains(new Subject.TinyObjects())) {
            stacks.tiny.addAll(new GrowthSites(measured, sites).ofTinyObjects().keySet());
        }
        stacks.addHeap();
        stacks.addGoroutines();
        return stacks.added;
    }

    private void addHeap() {
        Map<CallStack, Amount> before = measured.small().heap().byStack();
        measured.large().heap().byStack().forEach((stack, amount) -> {
            Amount earlier = before.getOrDefault(stack, Amount.NONE);
            double objects = amount.objects() - earlier.objects();
            double bytes = amount.bytes() - earlier.bytes();
            if (leaks(stack) && (objects > 0 || bytes > 0)) {
                add(stack, new Added(0, Math.max(0, objects), Math.max(0, bytes)));
            }
        });
    }

    private boolean leaks(CallStack stack) {
        Frame site = sites.siteOf(stack);
        return subjects.contains(new Subject.HeapSite(site))
                || subjects.contains(new Subject.HeapFunction(site.function()))
                || subjects.contains(new Subject.HeapStack(stack))
                || tiny.contains(stack)
                || subjects.contains(new Subject.WholeHeap());
    }

    private void addGoroutines() {
        Map<CallStack, Integer> before = new LinkedHashMap<>();
        measured.small().goroutines().forEach(g -> before.merge(g.stack(), g.count(), Integer::sum));
        Map<CallStack, Integer> after = new LinkedHashMap<>();
        measured.large().goroutines().stream()
                .filter(g ->
                        subjects.contains(Subject.Goroutines.of(g)) || subjects.contains(new Subject.AllGoroutines()))
                .forEach(g -> after.merge(g.stack(), g.count(), Integer::sum));
        after.forEach((stack, count) -> {
            int more = count - before.getOrDefault(stack, 0);
            if (more > 0) {
                add(stack, new Added(more, 0, 0));
            }
        });
    }

    private void add(CallStack stack, Added more) {
        added.merge(stack, more, Added::plus);
    }
}
