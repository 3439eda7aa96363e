package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Frame;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** The amounts of all subjects in one sample. */
@API(status = INTERNAL, since = "0.1")
public record SubjectAmounts(Map<Subject, Amount> amounts) {

    public static SubjectAmounts of(Snapshot sample, SiteFinder sites) {
        Map<Subject, Amount> amounts = new HashMap<>();
        HeapSnapshot heap = sample.heap();
        heap.tiny().values().forEach(amount -> amounts.merge(new Subject.TinyObjects(), amount, Amount::plus));
        heap.byStack().keySet().forEach(stack -> {
            Amount amount = heap.apart(stack);
            if (amount.equals(Amount.NONE)) {
                return;
            }
            amounts.merge(new Subject.HeapStack(stack), amount, Amount::plus);
            Frame site = sites.siteOf(stack);
            amounts.merge(new Subject.HeapSite(site), amount, Amount::plus);
            amounts.merge(new Subject.HeapFunction(site.function()), amount, Amount::plus);
        });
        Amount whole = heap.whole();
        if (whole != null) {
            amounts.put(new Subject.WholeHeap(), whole);
        }
        for (GoroutineCount group : sample.goroutines()) {
            amounts.merge(Subject.Goroutines.of(group), count(group.count()), Amount::plus);
        }
        amounts.put(new Subject.AllGoroutines(), count(sample.goroutineTotal()));
        sample.totals().forEach((resource, total) -> {
            if (resource != Resource.GOROUTINES) {
                amounts.put(
                        new Subject.Total(resource),
                        resource.isCounted() ? new Amount(total, 0) : new Amount(0, total));
            }
        });
        return new SubjectAmounts(amounts);
    }

    public Set<Subject> subjects() {
        return amounts.keySet();
    }

    public Amount of(Subject subject) {
        return amounts.getOrDefault(subject, Amount.NONE);
    }

    private static Amount count(int n) {
        return new Amount(n, 0);
    }
}
