package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Owns the child processes and the temporary files of one JVM, and leaves neither behind: not when it is closed, and not
 * when the JVM is told to end.
 */
@API(status = INTERNAL, since = "0.1")
public final class Workplace implements AutoCloseable {

    private static final Path SHELL = Path.of("/bin/sh");

    /** A dying process may still write: its directory is deleted until it stays away. */
    private static final String DELETE =
            "i=0; while [ -e \"$0\" ] && [ $i -lt 50 ]; do rm -rf -- \"$0\"; i=$((i+1)); sleep 0.1; done";

    private final Path directory;
    private final Lifeline lifeline;
    private final Set<ChildProcess> alive = ConcurrentHashMap.newKeySet();
    private final AtomicLong runs = new AtomicLong();
    private final Thread hook = new Thread(this::clearAtTheEnd, "noleak-shutdown");
    private volatile boolean closed;

    private Workplace(Path directory, Lifeline lifeline) {
        this.directory = directory;
        this.lifeline = lifeline;
    }

    /** Makes a directory in the system's place for temporary files. */
    public static Workplace open() {
        String base = System.getenv().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        try {
            Path directory = Files.createTempDirectory(Path.of(base), "noleak-");
            Workplace workplace = new Workplace(directory, Lifeline.of(directory, System.getenv()));
            Runtime.getRuntime().addShutdownHook(workplace.hook);
            return workplace;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory can be made in " + base, e);
        }
    }

    Path directory() {
        return directory;
    }

    /** Makes an empty directory of its own for one run. */
    public Path newDirectory() throws IOException {
        return Files.createDirectory(directory.resolve("r" + runs.incrementAndGet()));
    }

    ChildProcess start(List<String> command, Path from, Map<String, String> environment, @Nullable Path outputFile)
            throws IOException {
        requireOpen();
        return owned(ChildProcess.start(command, from, environment, outputFile));
    }

    /** Starts a process whose output is taken while it runs. */
    ChildProcess startTaking(
            List<String> command, Path from, Map<String, String> environment, ChildProcess.Taking output)
            throws IOException {
        requireOpen();
        return owned(ChildProcess.startTaking(command, from, environment, output));
    }

    /** Starts a process whose errors stand among its output. */
    public ChildProcess startMerged(List<String> command, Path from, Map<String, String> environment)
            throws IOException {
        requireOpen();
        return owned(ChildProcess.startMerged(command, from, environment));
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("The build is ending");
        }
    }

    private ChildProcess owned(ChildProcess process) {
        alive.add(process);
        if (closed) {
            process.close();
        }
        lifeline.add(process.pid());
        process.release(); // only now, so that nothing that runs is not tied to this JVM
        return process;
    }

    /** Ends a process, if it still runs, and what it started. */
    public void forget(ChildProcess process) {
        process.close();
        alive.remove(process);
        lifeline.remove(process.pid());
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook does the same.
        }
    }

    /** Surefire ends the JVM at once when Maven has gone, whatever its hooks do: a process of its own outlives that. */
    private void clearAtTheEnd() {
        if (Files.isExecutable(SHELL)) {
            try {
                new ProcessBuilder(SHELL.toString(), "-c", DELETE, directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                // What follows deletes it, if there is the time.
            }
        }
        clear();
    }

    private void clear() {
        closed = true;
        alive.forEach(ChildProcess::close);
        alive.forEach(ChildProcess::awaitDeath); // or it might still write while its files are deleted
        delete(directory);
        lifeline.close();
    }

    /** Deletes a directory with all that is in it, as far as it can be. */
    public static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return remove(file);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) {
                    return remove(dir);
                }
            });
        } catch (IOException e) {
            // A file that a dying process has just made; the system clears its temporary files one day.
        }
    }

    private static FileVisitResult remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // See above.
        }
        return FileVisitResult.CONTINUE;
    }
}
