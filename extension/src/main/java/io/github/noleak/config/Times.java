package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Reads times as people write them. */
@API(status = INTERNAL, since = "0.1")
public final class Times {

    /** What may be written. */
    public static final String ALLOWED = "a time such as 500ms, 2s, 1m or 1h";

    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)");

    private static final double MOST_MILLIS = 1e12;

    private Times() {}

    /** Returns the time, at least a millisecond, or nothing if it is none. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double millis = Double.parseDouble(matcher.group(1))
                * switch (matcher.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    default -> 3_600_000;
                };
        return Optional.of(Duration.ofMillis(Math.max(1, (long) Math.min(millis, MOST_MILLIS))));
    }
}
