package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** What a scenario does right now, in words; several threads may do something for it at once. */
@API(status = INTERNAL, since = "0.1")
public final class Activity implements AutoCloseable {

    private final List<Step> steps = new ArrayList<>();
    private final Runnable end;

    Activity(Runnable end) {
        this.end = end;
    }

    /** Makes one that nobody asks. */
    public static Activity unseen() {
        return new Activity(() -> {});
    }

    /** Something that begins now, and ends when it is closed. */
    public final class Step implements AutoCloseable {

        private final String words;

        private Step(String words) {
            this.words = words;
        }

        @Override
        public void close() {
            synchronized (steps) {
                steps.removeIf(s -> s == this);
            }
        }
    }

    public Step begin(String words) {
        Step step = new Step(words);
        synchronized (steps) {
            steps.add(step);
        }
        return step;
    }

    public <T> T during(String words, Supplier<T> work) {
        Step step = begin(words);
        try {
            return work.get();
        } finally {
            step.close();
        }
    }

    /** Returns what is under way, what began first in front. */
    String now() {
        synchronized (steps) {
            return steps.stream().map(s -> s.words).distinct().collect(Collectors.joining(", "));
        }
    }

    /** Ends the scenario: no line about it comes after this. */
    @Override
    public void close() {
        end.run();
    }
}
