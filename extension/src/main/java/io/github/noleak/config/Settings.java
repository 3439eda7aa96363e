package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/** The settings of a run, read from JUnit's configuration parameters or the system's properties. */
@API(status = INTERNAL, since = "0.1")
public final class Settings implements Layer {

    static final String LIMIT = "noleak.limit.";

    private static final long MOST_PROCESSES = 1_000;

    private static final int MOST_WORDS = 1_000;

    private final Function<String, Optional<String>> parameters;

    /** Creates settings over a look-up by key. */
    public Settings(Function<String, Optional<String>> parameters) {
        this.parameters = key -> parameters.apply(key).map(String::strip).filter(v -> !v.isEmpty());
    }

    /**
     * Returns the settings of a run.
     *
     * @param parameters looks up a configuration parameter
     * @param keys of those parameters, as far as they can be listed
     * @throws ConfigurationException if a key is set that no setting has
     */
    public static Settings of(Function<String, Optional<String>> parameters, Collection<String> keys) {
        UnknownKeys.refuse(SetKeys.places(keys));
        return new Settings(parameters);
    }

    /**
     * Sees that each setting can be read, also those that only some scenarios need.
     *
     * @throws ConfigurationException if one cannot
     */
    public void check() {
        for (Setting setting : Setting.values()) {
            switch (setting) {
                case MODE -> failing();
                case ITERATIONS -> iterations();
                case BUDGET -> budget();
                case SERVICE_BUDGET -> serviceBudget();
                case SETTLE -> settle();
                case TIMEOUT -> timeout();
                case PARALLELISM -> parallelism();
                case BASELINE_REASON -> baselineReason();
                case WITHIN, SERVICE_STRICT, SWEEP, TRACE, BASELINE_UPDATE, BASELINE_STRICT -> isOn(setting);
                default -> {} // any text will do
            }
        }
        for (Metric metric : Metric.values()) {
            limit(metric);
        }
    }

    /** Returns a setting's text, if it is set. */
    public Optional<String> text(Setting setting) {
        return parameters.apply(setting.key());
    }

    /** Returns whether verdicts fail tests. */
    public boolean failing() {
        return text(Setting.MODE)
                .map(mode -> switch (mode) {
                    case "fail" -> true;
                    case "report" -> false;
                    default -> throw wrong(Setting.MODE.key(), mode, "\"fail\" or \"report\"");
                })
                .orElse(true);
    }

    /** Returns whether a setting that is {@code true} or {@code false} is on. */
    public boolean isOn(Setting setting) {
        return text(setting)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(setting.key(), value, "\"true\" or \"false\"");
                })
                .orElse(setting.defaultText().equals("true"));
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

    /** Returns the time that a slow scenario may take in which nothing grows. */
    public Duration budget() {
        return duration(Setting.BUDGET, Duration.ofSeconds(2));
    }

    /** Returns the time that the rounds of a service's workload may take. */
    public Duration serviceBudget() {
        return duration(Setting.SERVICE_BUDGET, Duration.ofSeconds(30));
    }

    /** Returns the calls of a service's workload before the first round that is judged, if they are set. */
    Optional<Long> warmUp() {
        return number(Setting.SERVICE_WARM_UP.key(), 1);
    }

    /** Returns how long the workload of a service goes on, if that is set. */
    Optional<Duration> soak() {
        return text(Setting.SOAK).map(text -> duration(Setting.SOAK, Duration.ZERO));
    }

    /** Returns how long nothing may end by itself before what grows is measured. */
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

    /** Returns whether it is judged what grows within a call, if that is set. */
    @Override
    public Optional<Choice> within() {
        return text(Setting.WITHIN).map(set -> new Choice(isOn(Setting.WITHIN), Setting.WITHIN.key()));
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
                .map(text -> Times.parse(text).orElseThrow(() -> wrong(setting.key(), text, Times.ALLOWED)))
                .orElse(otherwise);
    }

    private static ConfigurationException wrong(String key, String found, String allowed) {
        return new ConfigurationException("The setting " + key + " is \"" + found + "\"; expected: " + allowed + "\n"
                + "  Correct it where it is set: -D" + key
                + "=…, a JUnit configuration parameter, or junit-platform.properties.");
    }
}
