package io.github.noleak.verdict;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How each subject grew in the complete rounds so far. */
final class History {

    private final List<Triple> triples;
    private final SiteFinder sites;
    private final IdentityHashMap<Triple, List<Growth>> growths = new IdentityHashMap<>();

    History(List<Triple> triples, SiteFinder sites) {
        this.triples = triples;
        this.sites = sites;
    }

    int length() {
        return triples.size();
    }

    Triple latest() {
        return triples.get(triples.size() - 1);
    }

    /** Each round is summed up once, however many subjects are looked up in it. */
    List<Growth> of(Triple triple) {
        return growths.computeIfAbsent(triple, t -> t.growths(sites));
    }

    /** Returns how subjects grew in a round. */
    List<Growth> of(Triple triple, List<Growth> others) {
        Set<Subject> subjects = new HashSet<>();
        others.forEach(g -> subjects.add(g.subject()));
        return of(triple).stream().filter(g -> subjects.contains(g.subject())).toList();
    }

    /** Returns how a subject grew in each round before the latest. */
    Stream<Growth> earlier(Subject subject) {
        return earlier(subject, t -> true);
    }

    /** Returns how a subject grew in each round of half the latest one's operations or less. */
    Stream<Growth> smaller(Subject subject) {
        return earlier(subject, t -> t.top() * 2 <= latest().top());
    }

    /** Tells whether there is a round of half the latest one's operations or less. */
    boolean hasSmaller() {
        return triples.stream().anyMatch(t -> t.top() * 2 <= latest().top());
    }

    private Stream<Growth> earlier(Subject subject, Predicate<Triple> which) {
        return triples.subList(0, triples.size() - 1).stream()
                .filter(which)
                .flatMap(t -> of(t).stream().filter(g -> g.subject().equals(subject)));
    }

    /** Tells whether there are sampled profiles alone. */
    boolean sampled() {
        return triples.stream().noneMatch(Triple::exact);
    }

    /** Returns what an exact profile has shown to grow. */
    Set<Subject> shownExactly() {
        Set<Subject> shown = new HashSet<>();
        triples.stream()
                .filter(Triple::exact)
                .forEach(t -> of(t).stream().filter(Growth::suspect).forEach(g -> shown.add(g.subject())));
        return shown;
    }

    Triple first() {
        return triples.get(0);
    }

    /** Returns the last round with exact profiles that meets a condition. */
    Optional<Triple> lastExact(Predicate<Triple> condition) {
        return triples.stream()
                .filter(Triple::exact)
                .reduce((first, second) -> second)
                .filter(condition);
    }

    /** Tells whether the latest round was of the same size as the one before. */
    boolean repeated() {
        return triples.size() > 1 && triples.get(triples.size() - 2).top() == latest().top();
    }
}
