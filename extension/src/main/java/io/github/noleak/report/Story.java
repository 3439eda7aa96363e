package io.github.noleak.report;

import io.github.noleak.Leak;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Site;
import io.github.noleak.Verdict;
import io.github.noleak.diagnosis.Cause;
import io.github.noleak.diagnosis.Causes;
import io.github.noleak.diagnosis.SourceFile;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.measure.Stopped;
import io.github.noleak.pprof.FunctionName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Tells a verdict in words: the first line stands alone, the rest is the evidence and the next step. */
final class Story {

    private static final int MOST_LEAKS = 10;
    private static final int MOST_FRAMES = 12;
    private static final int LONGEST_LINE = 160;

    private final String scenario;
    private final Conclusion conclusion;
    private final List<Leak> leaks;
    private final Causes causes;
    private final List<Long> iterations;
    private final UnaryOperator<String> sources;
    private final DeeperLook look;
    private final String command;
    private final List<String> lines = new ArrayList<>();

    Story(
            String scenario,
            Conclusion conclusion,
            List<Leak> leaks,
            Causes causes,
            List<Long> iterations,
            UnaryOperator<String> sources,
            DeeperLook look,
            String command) {
        this.scenario = scenario;
        this.conclusion = conclusion;
        this.leaks = leaks;
        this.causes = causes;
        this.iterations = iterations;
        this.sources = sources;
        this.look = look;
        this.command = command;
    }

    String tell() {
        lines.add(conclusion.verdict().name() + " " + scenario + ": " + summary());
        conclusion.metrics().forEach(this::metric);
        if (!leaks.isEmpty()) {
            leaks();
        }
        if (!look.top().isEmpty()) {
            lines.add(look.title());
            look.top().forEach(row -> lines.add("  " + row));
        }
        Stopped stopped = conclusion.stopped();
        if (stopped != null) {
            if (conclusion.verdict() == Verdict.LEAK) {
                lines.add("Then, at %s operations: %s"
                        .formatted(Numbers.count(stopped.runPlan().totalOperations()), stopped.headline()));
            }
            stopped.details().forEach(d -> lines.add("  " + Printable.text(d)));
        }
        if (!conclusion.within().isEmpty()) {
            lines.add(
                    "Note: This is what one call keeps over its operations (%s). What is in its local variables is let go of"
                                    .formatted(conclusion.within())
                            + " when it ends.");
        }
        conclusion.notices().forEach(n -> lines.add("Note: " + n));
        if (!look.commands().isEmpty()) {
            lines.add("To look deeper:");
            look.commands().forEach(c -> lines.add("  " + c));
        }
        boolean bad = conclusion.verdict() == Verdict.LEAK || conclusion.verdict() == Verdict.REGRESSION;
        if (bad && !command.isEmpty()) {
            lines.add("To look deeper, in the module's directory:");
            lines.add("  " + command);
        }
        return lines.stream().map(Printable::text).collect(Collectors.joining("\n"));
    }

    private String summary() {
        Stopped stopped = conclusion.stopped();
        return switch (conclusion.verdict()) {
            case CLEAN ->
                "nothing %sgrows beyond its limit, up to %s operations%s%s%s"
                        .formatted(
                                leaks.isEmpty() ? "" : "new ",
                                Numbers.count(conclusion.furthest()),
                                ofOneCall(),
                                leaks.isEmpty() ? "" : "; " + Numbers.count(distinct(), "known leak"),
                                conclusion.unseen().isEmpty()
                                        ? ""
                                        : "; " + conclusion.unseen() + " would not have been seen");
            case LEAK, REGRESSION ->
                conclusion.metrics().stream()
                                .filter(m -> m.verdict() == conclusion.verdict())
                                .map(Story::crossed)
                                .collect(Collectors.joining(", "))
                        + range();
            default ->
                stopped == null ? conclusion.notices().stream().findFirst().orElse("") : stopped.headline();
        };
    }

    private double distinct() {
        return leaks.stream().map(Leak::fingerprint).distinct().count();
    }

    private String range() {
        return conclusion.verdict() == Verdict.REGRESSION
                ? conclusion.metrics().stream().anyMatch(Story::isAboveRecord)
                        ? " above the baseline"
                        : " over repeated runs of the same size"
                : " kept from %s to %s operations%s"
                        .formatted(Numbers.count(iterations.get(0)), Numbers.count(iterations.get(2)), ofOneCall());
    }

    private String ofOneCall() {
        return conclusion.within().isEmpty() ? "" : " within a call";
    }

    /** Repeats that rise by themselves have no figure for an operation; what is above the record has. */
    private static boolean isAboveRecord(MetricReport m) {
        return m.verdict() == Verdict.REGRESSION && m.perOperation() > 0;
    }

    private static String crossed(MetricReport m) {
        String growth = "+" + Numbers.of(m.growth(), m.metric().unit());
        return "%s%s (limit %s)".formatted(growth, noun(m.metric()), limit(m));
    }

    /** Bytes have their unit already. */
    private static String noun(Metric metric) {
        String noun = " " + metric.noun();
        return metric.unit() == Metric.Unit.BYTES ? noun.substring(" bytes".length()) : noun;
    }

    private static String limit(MetricReport m) {
        return Numbers.of((double) m.limit().value(), m.metric().unit());
    }

    private void metric(MetricReport m) {
        if (m.growth() <= 0 || conclusion.verdict() == Verdict.CLEAN) {
            return;
        }
        Metric.Unit unit = m.metric().unit();
        String range = isAboveRecord(m)
                ? "more than is on record"
                : m.verdict() == Verdict.REGRESSION || iterations.isEmpty()
                        ? "over %d repeats".formatted(m.samples().size())
                        : "from %s to %s operations"
                                .formatted(
                                        Numbers.count(iterations.get(0)),
                                        Numbers.count(iterations.get(iterations.size() - 1)));
        String per = m.verdict() == Verdict.REGRESSION && !isAboveRecord(m)
                ? ""
                : "+%s per operation, ".formatted(Numbers.of(m.perOperation(), unit));
        lines.add("  %-16s %s+%s %s; limit %s (%s)%s"
                .formatted(
                        m.metric().key(),
                        per,
                        Numbers.of(m.growth(), unit),
                        range,
                        limit(m),
                        m.limit().source(),
                        m.verdict() == Verdict.CLEAN ? "" : "  <-- crossed"));
    }

    private void leaks() {
        lines.add("What is kept:");
        leaks.stream().limit(MOST_LEAKS).forEach(this::leak);
        if (leaks.size() > MOST_LEAKS) {
            lines.add("  … and " + (leaks.size() - MOST_LEAKS) + " more, in report.json");
        }
    }

    private void leak(Leak leak) {
        lines.add("  %s%s per operation%s"
                .formatted(
                        leak.known() ? "known: " : "",
                        amount(leak),
                        leak.site() == null ? "" : ": " + place(leak.site())));
        if (leak.site() != null) {
            code(leak.site());
        }
        if (leak.state() != null) {
            lines.add("    waiting: " + leak.state());
        }
        if (leak.creator() != null) {
            lines.add("    created by " + place(leak.creator()));
        }
        leak.stack().stream().limit(MOST_FRAMES).forEach(s -> lines.add("      at " + s));
        if (leak.stack().size() > MOST_FRAMES) {
            lines.add("      … " + (leak.stack().size() - MOST_FRAMES) + " more");
        }
        String before = "evidence: ";
        for (String evidence : leak.evidence()) {
            lines.add("    " + before + evidence);
            before = " ".repeat(before.length());
        }
        causes.withHint(leak.hint()).ifPresent(this::cause);
    }

    /** Shows the line itself, where its source is to be had. */
    private void code(Site site) {
        String code = SourceFile.read(sources.apply(site.file())).line(site.line());
        if (!code.isEmpty()) {
            lines.add("    " + site.line() + " | "
                    + (code.length() <= LONGEST_LINE ? code : code.substring(0, LONGEST_LINE) + "…"));
        }
    }

    private void cause(Cause cause) {
        lines.add("    likely cause: " + cause.hint());
        cause.cure().forEach(line -> lines.add("      | " + line));
    }

    private static String amount(Leak leak) {
        return switch (leak.kind()) {
            case HEAP ->
                leak.perOperation() == 0
                        ? Numbers.bytes(leak.bytesPerOperation())
                        : Numbers.count(leak.perOperation(), "object") + ", " + Numbers.bytes(leak.bytesPerOperation());
            case GOROUTINE -> Numbers.count(leak.perOperation(), "goroutine");
            case FILE -> Numbers.count(leak.perOperation(), "open file");
            case THREAD -> Numbers.count(leak.perOperation(), "thread");
            case CHILD_PROCESS -> Numbers.count(leak.perOperation(), "child process");
            case OFF_HEAP -> Numbers.bytes(leak.bytesPerOperation()) + " outside the heap";
        };
    }

    private static String place(Site site) {
        String file = site.file()
                .substring(Math.max(site.file().lastIndexOf('/'), site.file().lastIndexOf('\\')) + 1);
        return FunctionName.of(site.function()).display() + " (" + file + ":" + site.line() + ")";
    }

    /** Tells an error that kept the scenario from being run. */
    static String ofError(String scenario, String headline, List<String> details) {
        List<String> all = new ArrayList<>();
        all.add(Verdict.ERROR.name() + " " + scenario + ": " + headline);
        details.forEach(d -> all.add("  " + d));
        return all.stream().map(Printable::text).collect(Collectors.joining("\n"));
    }
}
