package io.github.noleak.judge;

import io.github.noleak.Leak;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sorts out subjects that speak of the same leak. */
final class Leaks {

    private Leaks() {}

    /**
     * Keeps a line of code and not also its function, its stacks or the whole heap, and groups of goroutines and not also
     * their total.
     */
    static List<Growth> distinct(List<Growth> proven, SiteFinder sites) {
        Set<Subject> subjects = proven.stream().map(Growth::subject).collect(Collectors.toSet());
        Set<String> withLine = proven.stream()
                .map(Growth::subject)
                .filter(Subject.HeapSite.class::isInstance)
                .map(s -> ((Subject.HeapSite) s).site().function())
                .collect(Collectors.toSet());
        boolean placed =
                subjects.stream().anyMatch(s -> s.kind() == Leak.Kind.HEAP && !(s instanceof Subject.WholeHeap));
        boolean grouped = subjects.stream().anyMatch(Subject.Goroutines.class::isInstance);
        return proven.stream()
                .filter(g -> !(g.subject() instanceof Subject.AllGoroutines && grouped))
                .filter(g -> !(g.subject() instanceof Subject.WholeHeap && placed))
                .filter(g -> !(g.subject() instanceof Subject.HeapFunction all && withLine.contains(all.function())))
                .filter(g -> !(g.subject() instanceof Subject.HeapStack heap && isCovered(heap, subjects, sites)))
                .toList();
    }

    /** Returns the growth of tiny objects, if there is one. */
    static List<Growth> ofTinyObjects(List<Growth> leaks) {
        return leaks.stream()
                .filter(g -> g.subject() instanceof Subject.TinyObjects)
                .toList();
    }

    /** Returns whether a subject is one of some, or a part of one. */
    static boolean speakOf(Subject subject, Set<Subject> subjects, SiteFinder sites) {
        return subjects.contains(subject)
                || (subject instanceof Subject.HeapStack heap && isCovered(heap, subjects, sites))
                || (subject instanceof Subject.HeapSite line
                        && subjects.contains(
                                new Subject.HeapFunction(line.site().function())))
                || (subject instanceof Subject.AllGoroutines
                        && subjects.stream().anyMatch(Subject.Goroutines.class::isInstance));
    }

    private static boolean isCovered(Subject.HeapStack heap, Set<Subject> subjects, SiteFinder sites) {
        Frame site = sites.siteOf(heap.stack());
        return subjects.contains(new Subject.HeapSite(site))
                || subjects.contains(new Subject.HeapFunction(site.function()));
    }
}
