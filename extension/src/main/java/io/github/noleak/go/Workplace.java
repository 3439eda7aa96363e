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

    private final Path directory;
    private final Set<ChildProcess> alive = ConcurrentHashMap.newKeySet();
    private final AtomicLong runs = new AtomicLong();
    private final Thread hook = new Thread(this::clear, "noleak-shutdown");
    private volatile boolean closed;

    private Workplace(Path directory) {
        this.directory = directory;
    }

    /** Makes a directory in the system's place for temporary files. */
    public static Workplace open() {
        String base = System.getenv().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        try {
            Workplace workplace = new Workplace(Files.createTempDirectory(Path.of(base), "noleak-"));
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
    Path newDirectory() throws IOException {
        return Files.createDirectory(directory.resolve("r" + runs.incrementAndGet()));
    }

    ChildProcess start(List<String> command, Path from, Map<String, String> environment, @Nullable Path outputFile)
            throws IOException {
        if (closed) {
            throw new IOException("The build is ending");
        }
        ChildProcess process = ChildProcess.start(command, from, environment, outputFile);
        alive.add(process);
        if (closed) {
            process.close();
        }
        return process;
    }

    void forget(ChildProcess process) {
        process.close();
        alive.remove(process);
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

    private void clear() {
        closed = true;
        alive.forEach(ChildProcess::close);
        alive.forEach(ChildProcess::awaitDeath); // or it might still write while its files are deleted
        delete(directory);
    }

    /** Deletes a directory with all that is in it, as far as it can be. */
    static void delete(Path directory) {
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
