package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.CallLooks;
import io.github.noleak.measure.GrowthSites;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.SubjectAmounts;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.Frame;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What an operation adds to what is in use within a call, until that ends.
 *
 * @param site the line that allocates it
 * @param objects those of an operation; 0 where only bytes grow
 * @param operations how far that was followed: what fills later looks the same
 */
@API(status = INTERNAL, since = "0.1")
public record GrownWithin(Frame site, double objects, double bytes, long operations) {

    /** What grows less often may be what is made now and then, and is let go of: the calls are short. */
    static final double RAREST = 0.05;

    /** Bytes that grow without objects are those of one that is made anew as it gets larger: of the smallest, one each. */
    static final double FEWEST_BYTES = 1;

    /** Room that is doubled when it is full may be twice as large at one look as what is in it, and not at the next. */
    static final double DOUBLED = 0.5;

    /** Returns what grows from look to look in proportion to the operations, and is gone after the call, most of it first. */
    public static List<GrownWithin> in(@Nullable CallLooks looks, SiteFinder sites) {
        if (looks == null || !(looks.late().operations() > looks.early().operations())) {
            return List.of();
        }
        return new Looked(looks, sites).grown();
    }

    /** Tiny objects of a line are known apart from its others. */
    private GrownWithin plus(GrownWithin other) {
        return new GrownWithin(site, objects + other.objects, bytes + other.bytes, operations);
    }

    /** What is in use at each look more than before. */
    private static final class Looked {

        private final CallLooks looks;
        private final SiteFinder sites;
        private final SubjectAmounts[] before;
        private final SubjectAmounts[] during;
        private final double[] operations;
        private final SubjectAmounts after;

        Looked(CallLooks looks, SiteFinder sites) {
            this.looks = looks;
            this.sites = sites;
            List<CallLooks.Look> all = List.of(looks.early(), looks.late(), looks.longest());
            this.before = all.stream()
                    .map(look -> SubjectAmounts.of(look.before(), sites))
                    .toArray(SubjectAmounts[]::new);
            this.during = all.stream()
                    .map(look -> SubjectAmounts.of(look.during(), sites))
                    .toArray(SubjectAmounts[]::new);
            this.operations =
                    all.stream().mapToDouble(CallLooks.Look::operations).toArray();
            this.after = SubjectAmounts.of(looks.after(), sites);
        }

        List<GrownWithin> grown() {
            return during[2].subjects().stream()
                    .filter(s -> s instanceof Subject.HeapSite || s instanceof Subject.TinyObjects)
                    .flatMap(s -> grown(s).stream())
                    .collect(Collectors.toMap(GrownWithin::site, g -> g, GrownWithin::plus))
                    .values()
                    .stream()
                    .sorted(Comparator.comparingDouble(GrownWithin::objects)
                            .thenComparingDouble(GrownWithin::bytes)
                            .reversed()
                            .thenComparing(g -> g.site().toString()))
                    .toList();
        }

        private Optional<GrownWithin> grown(Subject subject) {
            boolean counted = isInProportion(subject);
            if (!isLetGoOf(subject, counted) || !(counted || isDoubled(subject))) {
                return Optional.empty();
            }
            return Optional.of(new GrownWithin(
                    site(subject), counted ? slope(subject, 1, true) : 0, Math.max(0, slope(subject, 1, false)), (long)
                            operations[2]));
        }

        /** Returns whether the objects grow, in the shorter calls as in the longest. */
        private boolean isInProportion(Subject subject) {
            double first = slope(subject, 0, true);
            double then = slope(subject, 1, true);
            return more(subject, 1, true) >= subject.resource().few(true)
                    && Math.min(first, then) >= RAREST
                    && Math.min(first, then) >= Trend.STEADY * Math.max(first, then);
        }

        /**
         * Returns whether the bytes grow, of objects that are too few to tell: those of room that is doubled when it is full do
         * so by steps.
         */
        private boolean isDoubled(Subject subject) {
            return Math.max(slope(subject, 0, true), slope(subject, 1, true)) < RAREST
                    && more(subject, 1, false) >= subject.resource().few(false)
                    && slope(subject, 1, false) >= FEWEST_BYTES
                    && isOfLargeObjects(subject)
                    && goesOn(subject, 0)
                    && goesOn(subject, 1);
        }

        /** What is only on its way, such as what goroutines have that are about to end, is many small objects. */
        private boolean isOfLargeObjects(Subject subject) {
            return in(subject, 2, false) >= subject.resource().few(false) * in(subject, 2, true);
        }

        private boolean goesOn(Subject subject, int from) {
            double factor = operations[from + 1] / operations[from];
            return in(subject, from, false) > 0
                    && in(subject, from + 1, false) >= DOUBLED * factor * in(subject, from, false);
        }

        /** What is still there is a matter of what calls leave behind. */
        private boolean isLetGoOf(Subject subject, boolean counted) {
            double left = after.of(subject).minus(before[2].of(subject)).quantity(counted);
            return left <= (1 - Trend.STEADY) * in(subject, 2, counted);
        }

        private double slope(Subject subject, int from, boolean counted) {
            return more(subject, from, counted) / (operations[from + 1] - operations[from]);
        }

        private double more(Subject subject, int from, boolean counted) {
            return in(subject, from + 1, counted) - in(subject, from, counted);
        }

        private double in(Subject subject, int look, boolean counted) {
            return during[look].of(subject).minus(before[look].of(subject)).quantity(counted);
        }

        private Frame site(Subject subject) {
            if (subject instanceof Subject.HeapSite line) {
                return line.site();
            }
            Snapshot before = looks.longest().before();
            ThreeSnapshots measured =
                    new ThreeSnapshots(before, before, looks.longest().during());
            return sites.siteOf(new GrowthSites(measured, sites).of(subject).stack());
        }
    }
}
