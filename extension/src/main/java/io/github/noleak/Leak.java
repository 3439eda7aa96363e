package io.github.noleak;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One thing that grows in proportion to the work.
 *
 * @param kind what is kept
 * @param fingerprint names the leak across unrelated edits: without line numbers, and without closure numbers
 * @param known whether the leak is on record and has not grown
 * @param perOperation how many are kept by an operation
 * @param bytesPerOperation how many bytes of the heap they are
 * @param site the innermost frame in the module under test, else the innermost outside the runtime
 * @param creator who started the goroutine; null for other kinds and where it is not known
 * @param stack the whole stack, leaf first
 * @param state what the goroutine waits for, such as {@code chan receive}; null for other kinds
 * @param evidence how certain this is, in words, strongest first
 * @param hint the likely cause; null where none is known
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Leak(
        Kind kind,
        String fingerprint,
        boolean known,
        double perOperation,
        double bytesPerOperation,
        @Nullable Site site,
        @Nullable Site creator,
        List<Site> stack,
        @Nullable String state,
        List<String> evidence,
        @Nullable String hint) {

    /** What is kept. */
    public enum Kind {
        /** Heap memory. */
        HEAP,
        /** Goroutines. */
        GOROUTINE,
        /** Files and sockets. */
        FILE,
        /** Threads of the operating system. */
        THREAD,
        /** Child processes, those included that have ended and were not waited for. */
        CHILD_PROCESS,
        /** Memory that is mapped beyond what Go's runtime accounts for, such as that of C. */
        OFF_HEAP;

        /** Returns the name in reports, such as {@code heap} or {@code off-heap}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns the kind that has a name in reports. */
        public static Optional<Kind> ofKey(String key) {
            return Stream.of(values()).filter(k -> k.key().equals(key)).findFirst();
        }
    }

    /** Copies the lists. */
    public Leak {
        stack = List.copyOf(stack);
        evidence = List.copyOf(evidence);
    }
}
