package io.github.noleak.junit;

import io.github.noleak.LeakReport;
import java.util.Locale;

/** Prints a line for each scenario: Surefire shows neither report entries nor files. */
final class Progress {

    private Progress() {}

    static void print(LeakReport report, double seconds) {
        String first = report.message().lines().findFirst().orElse("");
        String story = first.substring(first.indexOf(": ") + 2);
        synchronized (System.out) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "NoLeak  %-12s %s (%.2f s)  %s",
                    report.verdict().key(),
                    report.scenario(),
                    seconds,
                    story));
        }
    }
}
