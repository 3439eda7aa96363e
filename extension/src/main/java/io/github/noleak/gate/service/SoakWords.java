package io.github.noleak.gate.service;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says how long a soak went on. */
final class SoakWords {

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;

    private SoakWords() {}

    /** Says how far one is. */
    static String going(Duration soak, double seconds) {
        return "soaking the service: " + time(seconds) + " of " + time(soak);
    }

    /** Says how long one was that came to its end; nothing where there was none. */
    static List<String> ended(Optional<Duration> soak, double seconds, long calls) {
        return soak.map(wanted -> seconds < wanted.toMillis() / 1e3 / 2
                        ? of(seconds, calls) + ", and ended before its " + time(wanted)
                                + ": the system has no room for what more calls leave behind."
                        : of(seconds, calls) + ".")
                .map(List::of)
                .orElse(List.of());
    }

    /** Says how long one was that something has stopped. */
    static String stopped(Duration soak, double seconds, long calls, String what) {
        return of(seconds, calls) + ", and was stopped before its " + time(soak) + ": " + what
                + ". It is judged by what it has shown until then.";
    }

    private static String of(double seconds, long calls) {
        return String.format(Locale.ROOT, "The soak went on for %s: %,d calls", time(seconds), calls);
    }

    private static String time(Duration time) {
        return time(time.toMillis() / 1e3);
    }

    static String time(double seconds) {
        return seconds < MINUTE
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : seconds < HOUR
                        ? String.format(Locale.ROOT, "%.1f min", seconds / MINUTE)
                        : String.format(Locale.ROOT, "%.2f h", seconds / HOUR);
    }
}
