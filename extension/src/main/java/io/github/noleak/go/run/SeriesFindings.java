package io.github.noleak.go.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.goroutine.GoroutineChanges;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.output.Facts;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the gate noted of a benchmark that was called in series.
 *
 * @param name as Go prints it, without the {@code -8} of GOMAXPROCS
 * @param ended why there are no more calls
 * @param heap what is in use by stack, with two values for each call, objects and bytes; null if the series broke off
 * @param profileRate the bytes between two samples of the heap profile, at the end
 * @param openFilesLimit how many files there may be; 0 where the system does not tell
 * @param within whether all of it is one call, of which each checkpoint has a part of the operations
 * @param before the operations before the first call that was noted
 * @param looks what was in use within more calls; null where nobody looked, or there was nothing to see
 * @param unclosedFiles files that nobody but the collector closed in one call; 0 where there were none
 * @param unclosedOperations the operations of that call
 * @param calls what the process kept after each call; empty if the series broke off. Where a longer wait was asked for,
 *     the one after that had no operations; where slow calls were, another one follows
 */
@API(status = INTERNAL, since = "0.1")
public record SeriesFindings(
        String name,
        String ended,
        @Nullable Profile heap,
        int profileRate,
        long openFilesLimit,
        boolean within,
        long before,
        @Nullable Looks looks,
        long unclosedFiles,
        long unclosedOperations,
        List<Call> calls) {

    private static final String COMPLETE = "complete";
    private static final String FAILED = "failed";
    private static final String CHECKPOINT = "checkpoint ";

    /**
     * What was in use within three calls.
     *
     * @param heap by stack, with two values for each moment: before and within each of the calls, and after the last
     * @param operations those of each call until the look
     */
    @API(status = INTERNAL, since = "0.1")
    public record Looks(Profile heap, List<Long> operations) {

        /** The moments. */
        public static final int MOMENTS = 7;

        /** Copies the list. */
        public Looks {
            operations = List.copyOf(operations);
        }
    }

    /**
     * What the process kept after a call.
     *
     * @param amounts how much there is of each resource; none where the system does not tell
     * @param planted how many control objects the heap has to show
     * @param allocatedObjects by the timed part of the call
     * @param allocatedBytes by the timed part of the call
     * @param timed the operations of the timed part
     * @param operations those of all of the call
     * @param elapsed nanoseconds of all of the call
     */
    @API(status = INTERNAL, since = "0.1")
    public record Call(
            Map<String, Long> amounts,
            int planted,
            boolean settled,
            long allocatedObjects,
            long allocatedBytes,
            long nanos,
            long timed,
            long operations,
            long elapsed,
            List<GoroutineGroup> goroutines) {

        /** Copies the map and the list. */
        public Call {
            amounts = Map.copyOf(amounts);
            goroutines = List.copyOf(goroutines);
        }
    }

    /** Creates those without looks. */
    public SeriesFindings(
            String name,
            String ended,
            @Nullable Profile heap,
            int profileRate,
            long openFilesLimit,
            boolean within,
            long before,
            List<Call> calls) {
        this(name, ended, heap, profileRate, openFilesLimit, within, before, null, 0, 0, calls);
    }

    /** Copies the list. */
    public SeriesFindings {
        calls = List.copyOf(calls);
    }

    /** Returns whether all calls were made, and are here. */
    public boolean isComplete() {
        return heap != null;
    }

    /** Returns the operations of all calls. */
    public long operations() {
        return calls.stream().mapToLong(Call::operations).sum();
    }

    boolean hasFailed() {
        return ended.equals(FAILED);
    }

    static String facts(int number) {
        return "series-" + number + "-facts";
    }

    /** Returns the name of the file that is there once so many calls were noted. */
    static String goroutines(int number, int call) {
        return "series-" + number + "-goroutines-" + call;
    }

    /** Reads what the gate wrote of one of a process's benchmarks, which are numbered from 1. */
    static SeriesFindings read(Path directory, int number) throws IOException {
        String text = Files.readString(directory.resolve(facts(number)));
        List<String> checkpoints = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith(CHECKPOINT)) {
                checkpoints.add(line.substring(CHECKPOINT.length()));
            } else {
                rest.append(line).append('\n');
            }
        }
        Facts facts = Facts.parse(rest.toString());
        boolean complete = facts.text("ended").equals(COMPLETE);
        Path heap = directory.resolve("series-" + number + "-heap.pb");
        return new SeriesFindings(
                facts.text("name"),
                facts.text("ended"),
                complete ? ProfileReader.read(() -> Files.newInputStream(heap)) : null,
                (int) facts.number("profile-rate"),
                facts.number("files-limit"),
                facts.flag("within"),
                facts.number("before"),
                complete ? looks(facts.text("looks"), directory, number) : null,
                facts.number("unclosed-files"),
                facts.number("unclosed-operations"),
                complete ? calls(checkpoints, directory, number) : List.of());
    }

    private static List<Call> calls(List<String> checkpoints, Path directory, int number) throws IOException {
        GoroutineChanges changes = new GoroutineChanges();
        List<Call> calls = new ArrayList<>();
        for (String checkpoint : checkpoints) {
            Path file = directory.resolve(goroutines(number, calls.size() + 1));
            try (Reader text = new InputStreamReader(Files.newInputStream(file), UTF_8)) {
                calls.add(call(checkpoint, changes.next(text)));
            }
        }
        return calls;
    }

    private static @Nullable Looks looks(String operations, Path directory, int number) throws IOException {
        if (operations.isEmpty()) {
            return null;
        }
        Path heap = directory.resolve("series-" + number + "-looks.pb");
        return new Looks(
                ProfileReader.read(() -> Files.newInputStream(heap)),
                Stream.of(operations.split(" ", -1)).map(Long::valueOf).toList());
    }

    private static Call call(String line, List<GoroutineGroup> goroutines) {
        String[] values = line.split(" ", -1);
        return new Call(
                Facts.amounts(values[0]),
                Integer.parseInt(values[1]),
                values[2].equals("true"),
                Long.parseLong(values[3]),
                Long.parseLong(values[4]),
                Long.parseLong(values[5]),
                Long.parseLong(values[6]),
                Long.parseLong(values[7]),
                Long.parseLong(values[8]),
                goroutines);
    }
}
