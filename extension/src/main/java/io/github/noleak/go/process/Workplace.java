package io.github.noleak.go.process;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final TemporaryDirectory directory;
    private final Lifeline lifeline;
    private final Set<ChildProcess> alive = ConcurrentHashMap.newKeySet();
    private final Map<Path, Path> links = new HashMap<>();
    private final AtomicLong runs = new AtomicLong();
    private final Thread hook = new Thread(this::clear, "noleak-shutdown");
    private volatile boolean closed;

    private Workplace(TemporaryDirectory directory, Lifeline lifeline) {
        this.directory = directory;
        this.lifeline = lifeline;
    }

    /** Makes a directory in the system's place for temporary files, where it deletes those that killed JVMs have left. */
    public static Workplace open() {
        String base = System.getenv().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        try {
            TemporaryDirectory directory = TemporaryDirectory.in(Path.of(base));
            Workplace workplace = new Workplace(directory, Lifeline.of(directory.path(), System.getenv()));
            Runtime.getRuntime().addShutdownHook(workplace.hook);
            Thread sweeper = new Thread(workplace::sweep, "noleak-sweeper");
            sweeper.setDaemon(true);
            sweeper.start();
            return workplace;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory can be made in " + base, e);
        }
    }

    private void sweep() {
        lifeline.awaitStart(); // nothing waits for what others have left
        directory.sweep();
    }

    public Path directory() {
        return directory.path();
    }

    /** Makes an empty directory of its own for one run. */
    public Path newDirectory() throws IOException {
        requireOpen();
        return Files.createDirectory(directory().resolve("r" + runs.incrementAndGet()));
    }

    /** Returns a link to a directory, which is deleted with all else; there is one for each. */
    public Path link(Path target) throws IOException {
        synchronized (links) {
            requireOpen();
            Path known = links.get(target);
            if (known != null) {
                return known;
            }
            Path link = Files.createSymbolicLink(directory().resolve("link" + (links.size() + 1)), target);
            links.put(target, link);
            return link;
        }
    }

    public ChildProcess start(
            List<String> command, Path from, Map<String, String> environment, @Nullable Path outputFile)
            throws IOException {
        requireOpen();
        return owned(ChildProcess.start(command, from, environment, outputFile));
    }

    /** Starts a process whose output is taken while it runs. */
    public ChildProcess startTaking(
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

    /** Returns what to say once the JVM is ending: what runs then is killed, and how it ends says nothing. */
    public Optional<GoException> ending() {
        return closed
                ? Optional.of(new GoException("The build was ended before this was done", List.of()))
                : Optional.empty();
    }

    /**
     * Sees that the JVM is not ending.
     *
     * @throws GoException if it is
     */
    public void requireOpen() {
        ending().ifPresent(e -> {
            throw e;
        });
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
        try {
            process.close();
        } finally {
            alive.remove(process);
            lifeline.remove(process.pid());
        }
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

    /** Surefire ends the JVM at once when Maven has gone, whatever its hooks do: the lifeline then does the rest. */
    private void clear() {
        closed = true;
        alive.forEach(ChildProcess::close);
        alive.forEach(ChildProcess::awaitDeath); // or it might still write while its files are deleted
        directory.close();
        lifeline.close();
    }

    /** Deletes a directory with all that is in it, as far as it can be. */
    public static void delete(Path directory) {
        TemporaryDirectory.delete(directory);
    }
}
