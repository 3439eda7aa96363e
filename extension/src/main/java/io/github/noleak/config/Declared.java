package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.NoLeak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * What one {@link NoLeak} annotation says.
 *
 * @param where the class or method that it stands on, for messages
 */
@API(status = INTERNAL, since = "0.1")
public record Declared(NoLeak annotation, String where) implements Layer {

    /** As many threads as an ordinary system gives a process without a word. */
    private static final int MOST_CALLERS = 1000;

    /** Returns the limit that the annotation sets for a metric. */
    @Override
    public Optional<Limit> limit(Metric metric) {
        return switch (metric) {
            case RETAINED_OBJECTS -> count(metric, "retainedObjects", annotation.retainedObjects());
            case RETAINED_BYTES -> size(metric, "retainedBytes", annotation.retainedBytes());
            case GOROUTINES -> count(metric, "goroutines", annotation.goroutines());
            case OPEN_FILES -> count(metric, "openFiles", annotation.openFiles());
            case THREADS -> count(metric, "threads", annotation.threads());
            case CHILD_PROCESSES -> count(metric, "childProcesses", annotation.childProcesses());
            case OFF_HEAP -> size(metric, "offHeap", annotation.offHeap());
            case ALLOC_OBJECTS -> count(metric, "allocObjects", annotation.allocObjects());
            case TOTAL_ALLOC -> size(metric, "totalAlloc", annotation.totalAlloc());
        };
    }

    /** Returns N, if the annotation sets it. */
    @Override
    public Optional<Long> iterations() {
        return fromOne("iterations", annotation.iterations());
    }

    /** Returns how many calls of a workload are made at once, if the annotation sets it. */
    Optional<Integer> callers() {
        long value = annotation.callers();
        if (value == NoLeak.UNSET) {
            return Optional.empty();
        }
        if (value < 1 || value > MOST_CALLERS) {
            throw wrong("callers", String.valueOf(value), "a whole number from 1 to " + MOST_CALLERS);
        }
        return Optional.of((int) value);
    }

    /** Returns the calls of a workload before the first round that is judged, if the annotation sets it. */
    Optional<Long> warmUp() {
        return fromOne("warmUp", annotation.warmUp());
    }

    /** Returns how long a workload is called, if the annotation sets it. */
    Optional<Duration> soak() {
        String text = annotation.soak();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Times.parse(text).orElseThrow(() -> wrong("soak", "\"" + text + "\"", Times.ALLOWED)));
    }

    /** Returns the members that are set, and that say how a service is called. */
    public List<String> ofWorkload() {
        List<String> members = new ArrayList<>();
        if (annotation.callers() != NoLeak.UNSET) {
            members.add("callers");
        }
        if (annotation.warmUp() != NoLeak.UNSET) {
            members.add("warmUp");
        }
        if (!annotation.soak().isEmpty()) {
            members.add("soak");
        }
        return members;
    }

    /** Returns that it is judged what grows within a call, if the annotation says so; it cannot say the opposite. */
    @Override
    public Optional<Choice> within() {
        return annotation.within() ? Optional.of(new Choice(true, "@NoLeak(within) on " + where)) : Optional.empty();
    }

    /** Returns the reason why the annotation exempts the scenario. */
    @Override
    public Optional<String> exemption() {
        return Optional.of(annotation.skip()).filter(s -> !s.isBlank());
    }

    private Optional<Long> fromOne(String member, long value) {
        if (value == NoLeak.UNSET) {
            return Optional.empty();
        }
        if (value < 1) {
            throw wrong(member, String.valueOf(value), "a whole number from 1");
        }
        return Optional.of(value);
    }

    private Optional<Limit> count(Metric metric, String member, long value) {
        if (value == NoLeak.UNSET) {
            return Optional.empty();
        }
        if (value < 0) {
            throw wrong(member, String.valueOf(value), "a whole number from 0");
        }
        return Optional.of(limit(metric, member, value));
    }

    private Optional<Limit> size(Metric metric, String member, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong bytes = Sizes.parse(text);
        if (bytes.isEmpty() || bytes.getAsLong() < 0) {
            throw wrong(member, "\"" + text + "\"", Sizes.ALLOWED);
        }
        return Optional.of(limit(metric, member, bytes.getAsLong()));
    }

    private Limit limit(Metric metric, String member, long value) {
        return new Limit(metric, value, "@NoLeak(" + member + ") on " + where);
    }

    private ConfigurationException wrong(String member, String found, String allowed) {
        return new ConfigurationException(
                "@NoLeak(" + member + " = " + found + ") on " + where + " is no valid value; expected: " + allowed);
    }
}
