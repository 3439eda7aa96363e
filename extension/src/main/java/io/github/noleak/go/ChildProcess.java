package io.github.noleak.go;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A child process, its two outputs read by two threads so that it never blocks on them. */
final class ChildProcess implements AutoCloseable {

    /** How long output may come after the process has ended: a grandchild may hold the other end. */
    private static final long LAST_WORDS_MILLIS = 500;

    private static final long DEATH_SECONDS = 2;

    private final Process process;
    private final BoundedText output = new BoundedText();
    private final BoundedText errors = new BoundedText();
    private final Thread outputReader;
    private final Thread errorReader;
    private final long started = System.nanoTime();

    private ChildProcess(Process process) {
        this.process = process;
        this.outputReader = reader(process.getInputStream(), output);
        this.errorReader = reader(process.getErrorStream(), errors);
    }

    /** Starts a process; its standard output goes to the file, if one is named. */
    static ChildProcess start(
            List<String> command, Path directory, Map<String, String> environment, @Nullable Path outputFile)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        if (outputFile != null) {
            builder.redirectOutput(outputFile.toFile());
        }
        builder.environment().putAll(environment);
        builder.environment().put("PWD", directory.toString());
        return new ChildProcess(builder.start());
    }

    private static Thread reader(InputStream stream, BoundedText text) {
        Thread thread = new Thread(() -> pump(stream, text), "noleak-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void pump(InputStream stream, BoundedText text) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                text.add(buffer, n);
            }
        } catch (IOException e) {
            // The process was ended while it was read: what was read is what there is.
        }
    }

    /** Waits for the end; false if the time is over first. */
    boolean await(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        outputReader.join(LAST_WORDS_MILLIS);
        errorReader.join(LAST_WORDS_MILLIS);
        return true;
    }

    /** Writes a byte to the process's standard input. */
    void tell(char letter) {
        try {
            process.getOutputStream().write(letter);
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended, which is seen elsewhere.
        }
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    long pid() {
        return process.pid();
    }

    int exitCode() {
        return process.exitValue();
    }

    BoundedText output() {
        return output;
    }

    BoundedText errors() {
        return errors;
    }

    /** Waits for a process that was killed. */
    void awaitDeath() {
        try {
            process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process and what it started. */
    @Override
    public void close() {
        if (process.isAlive()) {
            List<ProcessHandle> family;
            try (Stream<ProcessHandle> descendants = process.descendants()) {
                family = descendants.toList();
            }
            process.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
