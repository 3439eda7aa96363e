package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The settings of a run, read from JUnit's configuration parameters or the system's properties. */
@API(status = INTERNAL, since = "0.1")
public final class Settings implements Layer {

    private static final String LIMIT = "noleak.limit.";

    private static final long MOST_PROCESSES = 1_000;

    private static final int MOST_WORDS = 1_000;

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m)");

    private final Function<String, Optional<String>> parameters;

    /** Creates settings over a look-up by key. */
    public Settings(Function<String, Optional<String>> parameters) {
        this.parameters = key -> parameters.apply(key).map(String::strip).filter(v -> !v.isEmpty());
    }

    /** Returns a setting's text, if it is set. */
    public Optional<String> text(Setting setting) {
        return parameters.apply(setting.key());
    }

    /** Tells whether verdicts fail tests. */
    public boolean failing() {
        return text(Setting.MODE)
                .map(mode -> switch (mode) {
                    case "fail" -> true;
                    case "report" -> false;
                    default -> throw wrong(Setting.MODE.key(), mode, "\"fail\" or \"report\"");
                })
                .orElse(true);
    }

    /** Tells whether a setting that is {@code true} or {@code false} is on. */
    public boolean isOn(Setting setting) {
        return text(setting)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(setting.key(), value, "\"true\" or \"false\"");
                })
                .orElse(false);
    }

    /** Returns why new known leaks may stay, if that is said. */
    public Optional<String> baselineReason() {
        return text(Setting.BASELINE_REASON).map(reason -> {
            if (reason.length() > MOST_WORDS) {
                throw wrong(
                        Setting.BASELINE_REASON.key(),
                        reason.substring(0, MOST_WORDS) + "…",
                        "at most " + MOST_WORDS + " characters");
            }
            return reason;
        });
    }

    /** Returns the time that a slow scenario without suspects may take. */
    public Duration budget() {
        return duration(Setting.BUDGET, Duration.ofSeconds(2));
    }

    /** Returns how long nothing may end by itself before a suspect is measured. */
    public Duration settle() {
        return duration(Setting.SETTLE, Duration.ofMillis(250));
    }

    /** Returns when a process that makes no progress has hung. */
    public Duration timeout() {
        return duration(Setting.TIMEOUT, Duration.ofSeconds(60));
    }

    /** Returns how many processes run at the same time. */
    public int parallelism() {
        long processes =
                number(Setting.PARALLELISM.key(), 1).orElse(Runtime.getRuntime().availableProcessors() + 2L);
        return (int) Math.min(processes, MOST_PROCESSES);
    }

    /** Returns N, if it is set. */
    @Override
    public Optional<Long> iterations() {
        return number(Setting.ITERATIONS.key(), 1);
    }

    /** Returns the build tags for every module. */
    public List<String> tags() {
        return text(Setting.TAGS).map(t -> List.of(t.split("\\s*,\\s*", -1))).orElse(List.of());
    }

    /** Returns the directory of the report, as it is set or by default. */
    public Path reportDirectory(Path base) {
        return base.resolve(text(Setting.REPORT_DIR).orElse("target/noleak"));
    }

    /** Returns nothing: no setting exempts every scenario. */
    @Override
    public Optional<String> exemption() {
        return Optional.empty();
    }

    /** Returns the limit that is set for every scenario by {@code noleak.limit.<metric>}. */
    @Override
    public Optional<Limit> limit(Metric metric) {
        String key = LIMIT + metric.key();
        if (metric.unit() == Metric.Unit.COUNT) {
            return number(key, 0).map(value -> new Limit(metric, value, key));
        }
        return parameters.apply(key).map(text -> {
            long bytes = Sizes.parse(text).orElse(-1);
            if (bytes < 0) {
                throw wrong(key, text, Sizes.ALLOWED);
            }
            return new Limit(metric, bytes, key);
        });
    }

    private Optional<Long> number(String key, long least) {
        return parameters.apply(key).map(text -> {
            try {
                long value = Long.parseLong(text);
                if (value >= least) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw wrong(key, text, "a whole number from " + least);
        });
    }

    private Duration duration(Setting setting, Duration otherwise) {
        return text(setting)
                .map(text -> {
                    Matcher matcher = DURATION.matcher(text);
                    if (!matcher.matches()) {
                        throw wrong(setting.key(), text, "a time such as 500ms, 2s or 1m");
                    }
                    double millis = Double.parseDouble(matcher.group(1))
                            * switch (matcher.group(2)) {
                                case "ms" -> 1;
                                case "s" -> 1_000;
                                default -> 60_000;
                            };
                    return Duration.ofMillis(Math.max(1, (long) Math.min(millis, 1e12)));
                })
                .orElse(otherwise);
    }

    private static ConfigurationException wrong(String key, String found, String allowed) {
        return new ConfigurationException("The setting " + key + " is \"" + found + "\"; expected: " + allowed + "\n"
                + "  Correct it where it is set: -D" + key
                + "=…, a JUnit configuration parameter, or junit-platform.properties.");
    }
}
