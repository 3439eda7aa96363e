package io.github.noleak.go.process;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A child process, its outputs read by threads so that it never blocks on them. */
@API(status = INTERNAL, since = "0.1")
public final class ChildProcess implements AutoCloseable {

    /** How long output may come after the process has ended: a grandchild may hold the other end. */
    private static final long LAST_WORDS_MILLIS = 500;

    /** How long the rest of an output may be taken, which is more work than to keep it. */
    private static final long LAST_TAKING_MILLIS = 60_000;

    private static final long DEATH_SECONDS = 2;

    /** What Go answers with the stacks of all goroutines. */
    private static final List<String> STACK_SIGNALS = List.of("QUIT", "ABRT");

    /** Nobody reads the stacks of more than some 100,000 goroutines. */
    private static final long LARGEST_STACKS = 64 << 20;

    /** The exit code of what a signal ended is the signal's number above this. */
    private static final int SIGNALS = 128;

    /** What is beyond is a code of the program's own, such as 255 of {@code os.Exit(-1)}. */
    private static final int LAST_SIGNAL = 64;

    private final Process process;
    private final BoundedText output = new BoundedText();
    private final BoundedText errors = new BoundedText();
    private final Thread outputReader;
    private final long lastWords;
    private final Thread errorReader;
    private final long started = System.nanoTime();
    private volatile List<ProcessHandle> family = List.of();
    private volatile @Nullable Path stacks;

    /** Takes what a process prints, while it prints. */
    @FunctionalInterface
    public interface Taking {

        /** Reads up to the end of the stream, which is closed afterwards. */
        void from(InputStream stream) throws IOException;
    }

    private ChildProcess(Process process, @Nullable Taking taking) {
        this.process = process;
        this.lastWords = taking == null ? LAST_WORDS_MILLIS : LAST_TAKING_MILLIS;
        this.outputReader = reader(process.getInputStream(), taking == null ? output::addAll : taking);
        this.errorReader = reader(process.getErrorStream(), this::takeErrors);
    }

    /** Starts a process; its standard output goes to the file, if one is named. */
    static ChildProcess start(
            List<String> command, Path directory, Map<String, String> environment, @Nullable Path outputFile)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        if (outputFile != null) {
            builder.redirectOutput(outputFile.toFile());
        }
        return start(builder, directory, environment, null);
    }

    /** Starts a process whose standard output is taken by a thread of its own, and is not to be had afterwards. */
    static ChildProcess startTaking(
            List<String> command, Path directory, Map<String, String> environment, Taking taking) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        return start(builder, directory, environment, taking);
    }

    /** Starts a process whose errors stand among its output, in the order in which they were written. */
    static ChildProcess startMerged(List<String> command, Path directory, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        return start(builder.redirectErrorStream(true), directory, environment, null);
    }

    private static ChildProcess start(
            ProcessBuilder builder, Path directory, Map<String, String> environment, @Nullable Taking taking)
            throws IOException {
        builder.directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PWD", directory.toString());
        return new ChildProcess(builder.start(), taking);
    }

    private static Thread reader(InputStream stream, Taking taking) {
        Thread thread = new Thread(() -> pump(stream, taking), "noleak-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void pump(InputStream stream, Taking taking) {
        try (stream) {
            taking.from(stream);
        } catch (IOException e) {
            // The process was ended while it was read: what was read is what there is.
        }
    }

    /** Waits for the end; false if the time is over first. */
    public boolean await(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        outputReader.join(lastWords);
        errorReader.join(LAST_WORDS_MILLIS);
        return true;
    }

    /** Lets a gate go on, which waits for a byte until what ends it with this JVM is there; nothing else is to be read. */
    void release() {
        try (OutputStream input = process.getOutputStream()) {
            input.write('\n');
        } catch (IOException e) {
            // It has ended, which is seen elsewhere.
        }
    }

    /** Has a Go program print the stacks of all its goroutines, which ends it, and writes what it prints to a file. */
    public void printStacks(Path file, Duration longest) throws InterruptedException {
        family = descendants();
        stacks = file;
        for (String signal : STACK_SIGNALS) { // a program may catch one for a purpose of its own
            signal(signal, String.valueOf(pid()));
            if (await(longest)) {
                break;
            }
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private void takeErrors(InputStream stream) throws IOException {
        byte[] buffer = new byte[8192];
        long written = 0;
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            errors.add(buffer, n);
            Path file = stacks;
            if (file != null && written < LARGEST_STACKS) {
                Files.write(file, Arrays.copyOf(buffer, n), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                written += n;
            }
        }
    }

    /** Returns whether the process has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the process to end, its streams left open: the gate takes a closed one for the end of this JVM. */
    public void terminate() {
        family = descendants(); // those of a process that has ended are not to be found
        process.toHandle().destroy();
    }

    private List<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            return descendants.toList();
        }
    }

    /** Kills what is in the process's group or was started by it when it was asked to end, and itself. */
    public void endGroup() {
        family.forEach(ProcessHandle::destroyForcibly);
        try {
            signal("KILL", "-" + pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signal(String name, String target) throws InterruptedException {
        if (!done("kill", "-" + name, "--", target)) {
            done("/bin/sh", "-c", "kill -s " + name + " -- \"$0\"", target); // small systems have it in the shell alone
        }
    }

    /** Runs a command, unless the system has none of that name. */
    private static boolean done(String... command) throws InterruptedException {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Returns the number by which the system knows the process. */
    public long pid() {
        return process.pid();
    }

    public int exitCode() {
        return process.exitValue();
    }

    /** Returns how the process has ended, in words. */
    public String howEnded() {
        int code = exitCode();
        return code > SIGNALS && code <= SIGNALS + LAST_SIGNAL
                ? "killed by signal " + (code - SIGNALS)
                : "exit code " + code;
    }

    /** Returns what the process has printed. */
    public BoundedText output() {
        return output;
    }

    public BoundedText errors() {
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
            List<ProcessHandle> children = descendants();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It ended before it was told something, which nobody will miss.
        }
    }
}
