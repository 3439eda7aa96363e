package io.github.noleak.pprof.top;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFilter;
import io.github.noleak.pprof.TopRow;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.MappingTable;
import io.github.noleak.pprof.model.Units;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.TimeZone;
import org.apiguardian.api.API;

/** Prints a report as the Go tool does, letter by letter. */
@API(status = INTERNAL, since = "0.1")
public final class TopText {

    private static final int LONGEST_FILTER = 80;
    private static final int MUCH_SMALLER = 100;
    private static final long NANOS = 1_000_000_000;

    private final TopResult report;
    private final TopSettings settings;
    private final String unit;
    private final StringBuilder text = new StringBuilder();

    public TopText(TopResult report) {
        this.report = report;
        settings = report.settings();
        unit = unit();
    }

    /** The unit that fits the smallest value shown; a larger one, if that is far smaller than the total. */
    private String unit() {
        if (!settings.unit().equals(Units.FITTING) || report.rows().isEmpty()) {
            return settings.unit();
        }
        long least = 0;
        for (TopRow row : report.rows()) {
            long value = Math.abs(row.flat() == 0 ? row.cum() : row.flat());
            if (value > 0 && (least == 0 || value < least)) {
                least = value;
            }
        }
        long most = divided(report.total());
        least = divided(least == 0 ? report.total() : least);
        String small = fitting(least);
        boolean muchSmaller = least <= Long.MAX_VALUE / MUCH_SMALLER && MUCH_SMALLER * least < most;
        String chosen = muchSmaller && !small.equals(fitting(most)) ? fitting(MUCH_SMALLER * least) : small;
        return chosen.isEmpty() ? report.type().unit() : chosen;
    }

    private String fitting(long value) {
        return Units.scale(value, report.type().unit(), Units.FITTING).unit();
    }

    private long divided(long value) {
        double ratio = settings.ratio();
        return ratio > 0 && ratio != 1 ? (long) (value * ratio) : value;
    }

    private String value(long value) {
        return Measurement.label(divided(value), report.type().unit(), unit);
    }

    @Override
    public String toString() {
        if (!settings.isCompact()) {
            addProfile();
        }
        addFilters();
        addSummary();
        addRows();
        return text.toString();
    }

    private void addProfile() {
        Header header = report.definitions().header();
        MappingTable mappings = report.definitions().mappings();
        String program = settings.program().isEmpty() && mappings.size() > 0 ? mappings.file(0) : settings.program();
        if (!program.isEmpty()) {
            line("File: " + SourcePath.base(program));
        }
        if (mappings.size() > 0) {
            String buildId = report.definitions().strings().get(mappings.get(0).buildId());
            if (!buildId.isEmpty()) {
                line("Build ID: " + buildId);
            }
        }
        for (String comment : header.comments()) {
            if (!comment.startsWith("#")) {
                line(comment);
            }
        }
        if (!report.type().type().isEmpty()) {
            line("Type: " + report.type().type());
        }
        if (!header.docUrl().isEmpty()) {
            line("Doc: " + header.docUrl());
        }
        if (header.timeNanos() != 0) {
            line("Time: " + time(header.timeNanos()));
        }
        if (header.durationNanos() != 0) {
            addDuration(header.durationNanos());
        }
    }

    private void addDuration(long nanos) {
        Units.Scaled total = Units.scale(report.total(), report.type().unit(), "nanoseconds");
        boolean part = total.unit().equals("ns") && total.value() != 0;
        line("Duration: " + Measurement.label(nanos, "nanoseconds", "auto") + ", Total samples = "
                + value(report.total()) + " "
                + (part ? "(" + Measurement.percentage((long) total.value(), nanos) + ")" : ""));
    }

    private static String time(long nanos) {
        ZonedDateTime time = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS))
                .atZone(ZoneId.systemDefault());
        boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
        String zone = TimeZone.getTimeZone(time.getZone()).getDisplayName(summer, TimeZone.SHORT, Locale.ROOT);
        return "%04d-%02d-%02d %02d:%02d:%02d %s"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond(),
                        zone);
    }

    private void addFilters() {
        ProfileFilter filter = settings.filter();
        if (filter.isNone()) {
            return;
        }
        line("Active filters:");
        addFilter("focus", filter.focus());
        addFilter("ignore", filter.ignore());
        addFilter("hide", filter.hide());
        addFilter("show", filter.show());
    }

    private void addFilter(String option, String expression) {
        if (!expression.isEmpty()) {
            String filter = option + "=" + expression;
            boolean cut = filter.length() > LONGEST_FILTER;
            line("   " + (cut ? filter.substring(0, LONGEST_FILTER) + "…" : filter));
        }
    }

    private void addSummary() {
        long shown = 0;
        for (TopRow row : report.rows()) {
            shown += row.flat();
        }
        long total = report.total();
        line("Showing nodes accounting for " + value(shown) + ", "
                + Measurement.percentage(shown, total).strip() + " of " + value(total) + " total");
        if (total == 0) {
            return;
        }
        if (report.dropped() > 0) {
            long least = Math.abs((long) (total * settings.nodeFraction()));
            line("Dropped " + report.dropped() + (report.dropped() > 1 ? " nodes" : " node") + " (cum <= "
                    + value(least) + ")");
        }
        int rows = report.rows().size();
        if (rows > 0 && rows < report.candidates()) {
            line("Showing top " + rows + " nodes out of " + report.candidates());
        }
    }

    private void addRows() {
        long total = report.total();
        line("      flat  flat%   sum%        cum   cum%");
        long sum = 0;
        for (TopRow row : report.rows()) {
            sum += row.flat();
            line(Measurement.pad(value(row.flat()), 10) + " " + Measurement.percentage(row.flat(), total) + " "
                    + Measurement.percentage(sum, total) + " " + Measurement.pad(value(row.cum()), 10) + " "
                    + Measurement.percentage(row.cum(), total) + "  " + row.name()
                    + (row.inlined().isEmpty() ? "" : " " + row.inlined()));
        }
    }

    private void line(String line) {
        text.append(ControlCharacters.escape(line)).append('\n');
    }
}
