package io.github.noleak.verdict;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sorts out subjects that speak of the same leak. */
final class Leaks {

    private Leaks() {}

    /** Keeps a line of code and not also its stacks, and groups of goroutines and not also their total. */
    static List<Growth> distinct(List<Growth> proven, SiteFinder sites) {
        Set<Subject> subjects = proven.stream().map(Growth::subject).collect(Collectors.toSet());
        boolean grouped = subjects.stream().anyMatch(Subject.Goroutines.class::isInstance);
        return proven.stream()
                .filter(g -> !(g.subject() instanceof Subject.AllGoroutines && grouped))
                .filter(g -> !(g.subject() instanceof Subject.HeapStack heap
                        && subjects.contains(new Subject.HeapSite(sites.siteOf(heap.stack())))))
                .toList();
    }
}
