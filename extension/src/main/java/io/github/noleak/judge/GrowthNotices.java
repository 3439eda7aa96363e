package io.github.noleak.judge;

import io.github.noleak.measure.Growth;
import io.github.noleak.measure.GrowthSites;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Collects what is to be said of growth beside a verdict. */
final class GrowthNotices {

    private final Series series;
    private final SiteFinder sites;
    private final List<String> notices = new ArrayList<>();

    /**
     * Creates an empty collection.
     *
     * @param series the one that the verdict rests on
     */
    GrowthNotices(Series series, SiteFinder sites) {
        this.series = series;
        this.sites = sites;
    }

    List<String> all() {
        return List.copyOf(notices);
    }

    private void add(String notice) {
        notices.add(notice);
    }

    void stillEnding() {
        add("Objects or goroutines were still ending by themselves after the longest wait.");
    }

    void ended(List<Growth> growths) {
        if (!growths.isEmpty()) {
            add("This grew, and then ended by itself: " + names(growths) + ".");
        }
    }

    void byTime(List<Growth> growths) {
        if (!growths.isEmpty()) {
            add("This grows with time, and not with the calls: " + names(growths) + ".");
        }
    }

    /** Says what may be a leak, and was not told from what fills up in the time that there was. */
    void open(List<Growth> growths) {
        if (!growths.isEmpty()) {
            add(String.format(
                    Locale.ROOT,
                    "Up to %,d operations it is not certain whether this goes on growing: %s."
                            + " A longer noleak.service.budget tells.",
                    series.top(),
                    names(growths)));
        }
    }

    private String names(List<Growth> growths) {
        GrowthSites growthSites = new GrowthSites(series.asThree(), sites);
        return Leaks.distinct(growths, sites).stream()
                .map(g -> growthSites.of(g.subject()))
                .map(c -> c.site() == null
                        ? c.fingerprint()
                        : c.site().function() + " (" + c.site().file().replaceFirst(".*/", "") + ":"
                                + c.site().line() + ")")
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
