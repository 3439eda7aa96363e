package io.github.noleak.go.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A shell beside the processes that this JVM starts, which ends them and deletes their files once this JVM is no more,
 * even if it was killed.
 *
 * <p>It reads a pipe whose other end this JVM has, so that nothing in the processes themselves has to watch: code that
 * counts its goroutines, files or children finds none of ours. Systems without a shell go without.
 */
final class Lifeline implements AutoCloseable {

    private static final Path SHELL = Path.of("/bin/sh");

    private final CompletableFuture<@Nullable Process> starting;

    private Lifeline(CompletableFuture<@Nullable Process> starting) {
        this.starting = starting;
    }

    /** Ties a directory to the life of this JVM; the shell starts beside the first process that needs it. */
    static Lifeline of(Path directory, Map<String, String> environment) {
        return new Lifeline(CompletableFuture.supplyAsync(
                () -> shell(directory, environment), work -> new Thread(work, "noleak-lifeline").start()));
    }

    private static @Nullable Process shell(Path directory, Map<String, String> environment) {
        if (!Files.isExecutable(SHELL)) {
            return null;
        }
        List<String> command = new ArrayList<>();
        // What kills the group of this JVM is not to kill it, too.
        Executables.candidates("setsid", environment).stream()
                .filter(Executables::isCommand)
                .findFirst()
                .ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(List.of(SHELL.toString(), "-c", script(), "noleak-lifeline"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(SHELL.getRoot().toFile()) // it keeps no directory in use
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("NOLEAK_DIRECTORY", directory.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            return null; // whoever starts what it would be for is told
        }
    }

    private static String script() {
        try (InputStream stream = Lifeline.class.getResourceAsStream("/io/github/noleak/go/lifeline.sh")) {
            if (stream == null) {
                throw new IOException("lifeline.sh is missing from the jar of noleak-junit");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until what ends with this JVM is tied to it. */
    void awaitStart() {
        starting.join();
    }

    /** Ties a process to the life of this JVM. */
    void add(long pid) {
        say("+ " + pid);
    }

    /** Unties a process that has ended, and ends what is left of its group. */
    void remove(long pid) {
        say("- " + pid);
    }

    private synchronized void say(String line) {
        Process shell = starting.join();
        if (shell == null) {
            return;
        }
        try {
            OutputStream pipe = shell.getOutputStream();
            pipe.write((line + '\n').getBytes(UTF_8));
            pipe.flush();
        } catch (IOException e) {
            // Somebody has ended it; processes then end with this JVM as long as it ends in peace.
        }
    }

    /** Has what is still tied ended, and the directory deleted. */
    @Override
    public synchronized void close() {
        Process shell = starting.join();
        if (shell == null) {
            return;
        }
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // It reads the end of the pipe all the same.
        }
    }
}
