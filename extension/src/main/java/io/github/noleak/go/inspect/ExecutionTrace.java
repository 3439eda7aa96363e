package io.github.noleak.go.inspect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What an execution trace shows of goroutines that wait.
 *
 * @param blocking the waits that ended, with {@code contentions} and {@code delay}
 * @param blockingFile where that is
 * @param events the waits that did not end; null where the toolchain does not print events that tell: before Go 1.22
 * @see <a href="https://pkg.go.dev/cmd/trace">What go tool trace makes of a trace</a>
 */
@API(status = INTERNAL, since = "0.1")
public record ExecutionTrace(
        Profile blocking, Path blockingFile, @Nullable LastWaits events) {

    /** The first use builds the tool, from Go 1.25 on. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** A trace beyond this takes the tool minutes and gigabytes to be read. */
    public static final long LARGEST = 16 << 20;

    /** What blocks on other goroutines, and on the network. */
    private static final List<String> BLOCKING = List.of("sync", "net");

    /** The sample type that counts waits. */
    private static final String CONTENTIONS = "contentions";

    /** Go 1.22 knows the events by a number. */
    private static final List<String> EVENTS = List.of("-d=parsed", "-d=1");

    /**
     * Reads a trace with the tool of the toolchain that wrote it.
     *
     * @param directory for what the tool writes
     * @return nothing where the tool cannot read it, or would take minutes to
     */
    public static Optional<ExecutionTrace> read(Workplace workplace, ModuleListing module, Path trace, Path directory) {
        try {
            if (Files.size(trace) > LARGEST) {
                return Optional.empty();
            }
            GoCommand go = new GoCommand(workplace, module.settings(), LONGEST);
            List<Profile> profiles = new ArrayList<>();
            for (String kind : BLOCKING) {
                Path file = directory.resolve(kind + ".pb.gz");
                List<String> command = List.of("tool", "trace", "-pprof=" + kind, trace.toString());
                if (go.run(command, file).exitCode() != 0) {
                    return Optional.empty();
                }
                profiles.add(ProfileReader.read(() -> Files.newInputStream(file)));
            }
            Profile blocking = Profile.merge(profiles);
            blocking.sampleType(CONTENTIONS); // or it is of no use
            Path file = directory.resolve("blocking.pb.gz");
            try (OutputStream target = Files.newOutputStream(file)) {
                blocking.write(target);
            }
            return Optional.of(new ExecutionTrace(blocking, file, events(go, trace)));
        } catch (IOException | GoException | IllegalArgumentException e) {
            return Optional.empty(); // the leak is told without it
        }
    }

    /** Returns how many waits ended at some places. */
    public long ended(Predicate<CallStack> places) {
        int contentions = blocking.sampleType(CONTENTIONS);
        long[] sum = new long[1];
        blocking.forEach((stack, values) -> {
            if (places.test(stack)) {
                sum[0] += values[contentions];
            }
        });
        return sum[0];
    }

    private static @Nullable LastWaits events(GoCommand go, Path trace) {
        for (String flag : EVENTS) {
            TraceEvents events = new TraceEvents();
            try {
                GoCommand.Ended ended = go.run(List.of("tool", "trace", flag, trace.toString()), events::take);
                if (ended.exitCode() == 0 && events.told()) {
                    return events.end();
                }
            } catch (GoException e) {
                return null; // it takes too long: the profiles are there all the same
            }
        }
        return null;
    }
}
