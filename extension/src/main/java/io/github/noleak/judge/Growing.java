package io.github.noleak.judge;

import io.github.noleak.Leak;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.SubjectAmounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How each subject goes over the checkpoints of a series. */
final class Growing {

    private final Series series;
    private final List<SubjectAmounts> allAmounts;
    private final @Nullable SubjectAmounts rested;
    private final Map<Subject, Growth> growths = new HashMap<>();
    private final SiteFinder sites;
    private final Set<Subject> byTime;

    private Growing(Series series, SiteFinder sites, Set<Subject> byTime) {
        this.series = series;
        this.sites = sites;
        this.byTime = byTime;
        this.allAmounts = series.warm().stream()
                .map(sample -> SubjectAmounts.of(sample, sites))
                .toList();
        this.rested = series.rested() == null ? null : SubjectAmounts.of(series.rested(), sites);
        series.asThree().growths(sites).forEach(growth -> growths.put(growth.subject(), growth));
    }

    static Growing in(Series series, SiteFinder sites) {
        return new Growing(series, sites, Set.of());
    }

    /** Returns the same, where some is known to grow by the time alone. */
    static Growing in(Series series, SiteFinder sites, Set<Subject> byTime) {
        return new Growing(series, sites, byTime);
    }

    Series series() {
        return series;
    }

    /** Returns what grows, but by the time alone. */
    List<Growth> growths() {
        return growths.values().stream()
                .filter(g -> !isByTime(g.subject()) && trend(g).grows())
                .toList();
    }

    /** Returns what grows by the time alone. */
    List<Growth> byTime() {
        return growths.values().stream().filter(g -> isByTime(g.subject())).toList();
    }

    private boolean isByTime(Subject subject) {
        return !byTime.isEmpty() && Leaks.speakOf(subject, byTime, sites);
    }

    /** Returns how a subject goes: by objects, or by bytes where these alone grow. */
    Trend trend(Subject subject) {
        Growth growth = growths.get(subject);
        return growth == null ? trend(subject, subject.resource().isCounted()) : trend(growth);
    }

    /**
     * Returns how a growth goes. Where small objects and large ones come from one line, a sampled profile shows now many and
     * now few of the small ones, but its bytes are steady.
     */
    private Trend trend(Growth growth) {
        return trend(growth.subject(), growth.countsObjects() && !isSampled(growth.subject()));
    }

    /** Returns how the objects of a subject go, or its bytes. */
    Trend trend(Subject subject, boolean counted) {
        return trend(series.operations(), subject, counted);
    }

    private Trend trend(List<Long> steps, Subject subject, boolean counted) {
        double[] amounts = allAmounts.stream()
                .mapToDouble(subjectAmounts -> subjectAmounts.of(subject).quantity(counted))
                .toArray();
        Trend trend = Trend.of(
                steps,
                amounts,
                counted,
                subject.resource().few(counted),
                sampling(subject, counted) + chance(subject, counted));
        return counted && subject instanceof Subject.WholeHeap ? trend.from(HeapNoise.of(trend.end())) : trend;
    }

    /** Returns the variance of a byte of objects that are kept by chance; that of objects is known by their slope. */
    private double chance(Subject subject, boolean counted) {
        Growth growth = growths.get(subject);
        return counted || growth == null || !growth.countsObjects() || growth.objects() == 0
                ? 0
                : growth.bytes() / growth.objects() * Math.max(0, 1 - growth.objectsPerOperation());
    }

    /** Returns whether each call adds as much as in another series, however many operations it has. */
    boolean isOnceACall(Subject subject, Growing other) {
        boolean counted = other.trend(subject).counted();
        return overCalls(subject, counted).agrees(other.overCalls(subject, counted));
    }

    private Trend overCalls(Subject subject, boolean counted) {
        List<Long> calls = LongStream.range(0, allAmounts.size()).boxed().toList();
        return trend(calls, subject, counted);
    }

    /**
     * Returns the variance of what a profile shows of one object, or one byte: each object is recorded with a probability
     * of {@code 1 - exp(-size / rate)}, and then stands for as many as were not. What comes in pieces is seen by whole ones.
     */
    private double sampling(Subject subject, boolean counted) {
        if (!isSampled(subject)) {
            return counted ? 0 : subject.resource().piece();
        }
        Amount last = allAmounts.get(allAmounts.size() - 1).of(subject);
        double size = last.objects() > 0 ? last.bytes() / last.objects() : 1;
        double variance = 1 / Math.expm1(size / series.profileRate());
        return counted ? variance : size * variance;
    }

    private boolean isSampled(Subject subject) {
        return !series.isExact() && subject.kind() == Leak.Kind.HEAP && !(subject instanceof Subject.WholeHeap);
    }

    /** Returns whether there was a wait after the last call, and all had settled then. */
    boolean isRested() {
        Snapshot last = series.rested();
        return last != null && last.settled();
    }

    /** Returns whether what has grown is still there after that wait. */
    boolean remains(Subject subject) {
        Trend trend = trend(subject);
        return rested != null && trend.remains(rested.of(subject).quantity(trend.counted()));
    }
}
