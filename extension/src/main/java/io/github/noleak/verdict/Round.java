package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** A plan and what became of it: one attempt for each trial, in their order. */
@API(status = INTERNAL, since = "0.1")
public record Round(Plan plan, List<Attempt> attempts) {

    /** Copies the list. */
    public Round {
        attempts = List.copyOf(attempts);
    }

    /** Returns a line for logs: what was asked for, and how long it took or why it ended. */
    public String summary() {
        return plan.purpose() + attempts.stream().map(a -> " " + a.summary()).collect(Collectors.joining());
    }

    /** Tells whether a process was ended because it had been at work for too long. */
    public boolean isTooSlow() {
        return stops().stream().anyMatch(s -> s.cause() == Stopped.Cause.TOO_SLOW);
    }

    List<Sample> samples() {
        return attempts.stream()
                .filter(Sample.class::isInstance)
                .map(Sample.class::cast)
                .toList();
    }

    List<Stopped> stops() {
        return attempts.stream()
                .filter(Stopped.class::isInstance)
                .map(Stopped.class::cast)
                .toList();
    }
}
