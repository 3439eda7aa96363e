package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Prints a line for each scenario: Surefire shows neither report entries nor files.
 *
 * <p>Of a whole module, each line says how many are done, and of how many, once all are found.
 */
@API(status = INTERNAL, since = "0.1")
public final class Progress {

    private final boolean counting;
    private int done;
    private int found;
    private boolean all;

    private Progress(boolean counting) {
        this.counting = counting;
    }

    /** Makes one that knows of no other scenarios. */
    public static Progress ofOne() {
        return new Progress(false);
    }

    /** Makes one that counts what is found and done. */
    public static Progress counting() {
        return new Progress(true);
    }

    public synchronized void found() {
        found++;
    }

    public synchronized void allFound() {
        all = true;
    }

    public synchronized void print(LeakReport report, double seconds) {
        String first = report.message().lines().findFirst().orElse("");
        String story = first.substring(first.indexOf(": ") + 2);
        done++;
        write(String.format(
                Locale.ROOT,
                "NoLeak  %s%-12s %s (%.2f s)  %s",
                count(),
                report.verdict().key(),
                report.scenario(),
                seconds,
                story));
    }

    private String count() {
        if (!counting) {
            return "";
        }
        int width = String.valueOf(found).length();
        String number = String.format(Locale.ROOT, "%" + width + "d", done);
        return all ? number + " of " + found + "  " : number + "  ";
    }

    /** Writes text as a whole, whatever other threads write. */
    public static void write(String text) {
        synchronized (System.out) {
            System.out.println(text);
        }
    }
}
