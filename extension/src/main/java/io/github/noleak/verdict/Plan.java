package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/** The processes to run next, all of which may run at the same time. */
@API(status = INTERNAL, since = "0.1")
public record Plan(Purpose purpose, List<Trial> trials) {

    /** Why the processes are run. */
    public enum Purpose {
        /** One operation: does it run at all? */
        PROBE,
        /** A few operations: what does one cost, and does anything scarce grow? */
        SCOUT,
        /** Many operations after the first one, where a process costs much: does anything grow at all? */
        GLANCE,
        /**
         * N, 2N and 4N operations, and as many as 4N in repeats where the scenario can be repeated; at a first look, the
         * repeats are the only 4N.
         */
        TRIPLE,
        /** Repeats of the same size alone: do allocations rise again? */
        REPEATS,
        /** Repeats of the size that the baseline records: are allocations what they were? */
        BASELINE
    }

    /** Copies the list. */
    public Plan {
        trials = List.copyOf(trials);
    }
}
