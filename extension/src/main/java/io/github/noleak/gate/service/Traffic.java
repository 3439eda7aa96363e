package io.github.noleak.gate.service;

import io.github.noleak.go.GoException;
import io.github.noleak.service.ServiceFindings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Returns whether calls come to a service: it then reads and allocates more than when it is only sampled.
 *
 * <p>No kind of call is known here, so that it is only said where nothing is seen at all. A service that is as busy when
 * it is left alone is not told from one that is called.
 */
final class Traffic {

    /** A sample with nothing before it, taken so often at most, shows what sampling itself takes. */
    private static final int IDLE_SAMPLES = 3;

    /** By what part of it the memory that sampling allocates differs from time to time. */
    private static final double ALLOCATED_NOISE = 0.05;

    /** By how many bytes what sampling makes a service read differs: those of one request. */
    private static final double RECEIVED_NOISE = 150;

    /** What a call makes a service allocate at the least, unless its protocol allocates nothing. */
    private static final double ALLOCATED_PER_CALL = 64;

    /** What a call brings at the least: a byte in every other one. */
    private static final double RECEIVED_PER_CALL = 0.5;

    /**
     * What came and went between two samples.
     *
     * @param received bytes that came in; -1 where that is not known
     */
    record Between(long calls, long allocated, long received) {

        /** Returns whether no more happened than between two samples without calls, although it would have shown. */
        boolean isNoMoreThan(Between idle) {
            double noise = idle.allocated * ALLOCATED_NOISE;
            double least = calls * ALLOCATED_PER_CALL;
            boolean allocatesNothing = allocated - idle.allocated <= Math.max(noise, least);
            if (received < 0) {
                return allocatesNothing && least >= noise;
            }
            double brought = calls * RECEIVED_PER_CALL;
            return allocatesNothing && received - idle.received <= brought && brought >= RECEIVED_NOISE;
        }

        boolean hasMoreCallsThan(@Nullable Between other) {
            return calls > 0 && (other == null || calls >= other.calls);
        }
    }

    private static final Logger LOGGER = System.getLogger(Traffic.class.getName());

    private long calls;
    private @Nullable Between busiest;
    private @Nullable Between latest;

    /** Notes how many calls were made since the last sample. */
    void called(long count) {
        calls = count;
    }

    void sampled(List<ServiceFindings> before, List<ServiceFindings> now) {
        if (!before.isEmpty()) {
            boolean known = now.stream().allMatch(f -> f.received() >= 0);
            latest = new Between(
                    calls,
                    grown(before, now, ServiceFindings::totalAlloc),
                    known ? grown(before, now, ServiceFindings::received) : -1);
            busiest = latest.hasMoreCallsThan(busiest) ? latest : busiest;
        }
        calls = 0;
    }

    private static long grown(
            List<ServiceFindings> before, List<ServiceFindings> now, ToLongFunction<ServiceFindings> what) {
        return now.stream().mapToLong(what).sum()
                - before.stream().mapToLong(what).sum();
    }

    /**
     * Sees that the service was called in the largest round.
     *
     * @param sample takes a sample with no calls before it
     * @throws GoException if it was not
     */
    void requireSome(Runnable sample) {
        Between round = busiest;
        for (int i = 0; i < IDLE_SAMPLES && round != null; i++) {
            sample.run();
            Between idle = latest;
            LOGGER.log(Level.DEBUG, () -> "traffic: " + round + ", left alone: " + idle);
            if (idle == null || !round.isNoMoreThan(idle)) {
                return;
            }
        }
        if (round != null) {
            throw new GoException(
                    "0 requests: in a round of %,d calls, the service did no more than when nothing calls it"
                            .formatted(round.calls),
                    List.of(
                            "Expected: a method that calls the service, each time anew.",
                            "Check that what it calls is the process whose profiles are read, and that no cache answers."));
        }
    }
}
