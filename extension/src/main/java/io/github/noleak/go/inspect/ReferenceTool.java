package io.github.noleak.go.inspect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Executables;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The command {@code grf}, which tells by what references a process keeps its objects.
 *
 * @see <a href="https://github.com/cloudwego/goref">Goref</a>
 */
@API(status = INTERNAL, since = "0.1")
public record ReferenceTool(Path command) {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Finds the command on the PATH, where a user may have it. */
    public static Optional<ReferenceTool> find(Map<String, String> environment) {
        return Executables.candidates("grf", environment).stream()
                .map(Path::toAbsolutePath)
                .filter(Executables::isCommand)
                .findFirst()
                .map(ReferenceTool::new);
    }

    /**
     * Looks at a process.
     *
     * @return {@code inuse_objects} and {@code inuse_space} by references, what is referred to first and the root last;
     *     nothing where the tool cannot tell
     */
    public Optional<Profile> attach(Workplace workplace, long pid, Path executable) {
        ChildProcess process = null;
        Path directory = null;
        try {
            directory = workplace.newDirectory();
            Path output = directory.resolve("references.pb.gz");
            List<String> arguments = List.of(
                    command.toString(), "attach", String.valueOf(pid), executable.toString(), "-o", output.toString());
            process = workplace.startMerged(arguments, directory, Map.of());
            boolean ended = process.await(LONGEST) && process.exitCode() == 0;
            return ended && Files.exists(output)
                    ? Optional.of(ProfileReader.read(() -> Files.newInputStream(output)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the leak is told without it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while " + command + " ran", List.of());
        } finally {
            if (process != null) {
                workplace.forget(process);
            }
            if (directory != null) {
                Workplace.delete(directory);
            }
        }
    }
}
