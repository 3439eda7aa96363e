package io.github.noleak.cli;

import io.github.noleak.config.Annotations;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.Setting;
import io.github.noleak.config.Settings;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.module.FunctionFilter;
import io.github.noleak.gate.module.ModuleGate;
import io.github.noleak.gate.module.ModuleRequest;
import io.github.noleak.gate.scenario.Gate;
import io.github.noleak.go.GoException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Gates the module that a command line names. When the JVM is told to end before, it ends with a report of what was done. */
final class ModuleRun {

    private static final double NANOS = 1e9;

    /** Children are killed, and what waits for them then ends by itself. */
    private static final long MOST_SECONDS_TO_END = 10;

    private final CommandLine line;
    private final Tally tally = new Tally();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    ModuleRun(CommandLine line) {
        this.line = line;
    }

    /**
     * Gates it, and returns whether the command passes.
     *
     * @throws ConfigurationException if there is a mistake in what was asked for
     * @throws GoException if there is no Go
     * @throws UncheckedIOException if the report cannot be written
     */
    boolean passes() {
        long began = System.nanoTime();
        Settings settings = Settings.of(ModuleRun::property, List.of());
        settings.check();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "noleak-stop"));
            gate(settings);
            Progress.write(summary(settings, (System.nanoTime() - began) / NANOS));
        } catch (IllegalStateException e) {
            if (!isEnding()) {
                throw e;
            }
        } finally {
            ended.countDown();
        }
        return tally.passes() || !settings.failing();
    }

    /** Returns whether there were mistakes in what was asked for, which were told. */
    boolean isMistaken() {
        return tally.mistakes() > 0;
    }

    /** Returns whether it is too late to begin: the JVM takes no more hooks. */
    private static boolean isEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Waits for what was done to be told, but not for a reader of the output who has stopped reading. */
    private void stop() {
        stopping = true;
        try {
            ended.await(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<String> property(String key) {
        return Optional.ofNullable(System.getProperty(key));
    }

    private void gate(Settings settings) {
        FunctionFilter functions = functions();
        String directory = directory(settings);
        try (Session session = Session.openAlone(ModuleRun::property)) {
            new ModuleDirectory(path(directory), environment()).require();
            ModuleRequest request = request(directory, functions);
            session.buildSettings(directory, request.tags(), request.environment(), request.flags()); // finds Go
            ConsoleListener listener = new ConsoleListener(tally, () -> stopping);
            try {
                new ModuleGate(session, request, listener).run();
            } catch (ConfigurationException | GoException | UncheckedIOException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                listener.always(
                        directory,
                        () -> new Gate(session, Progress.ofOne()).fault(directory, e, directory, listener.test()));
            }
        }
    }

    private String directory(Settings settings) {
        String setting = settings.text(Setting.MODULE).orElse("");
        if (line.namesDirectory() && !setting.isEmpty()) {
            throw new ConfigurationException("The module is named twice: " + line.directory() + " and "
                    + Setting.MODULE.key() + "=" + setting + "; expected: one\n  Leave one of them out.");
        }
        return setting.isEmpty() ? line.directory() : setting;
    }

    private FunctionFilter functions() {
        return FunctionFilter.of(
                line.one(Option.INCLUDE).orElse(".*"),
                line.one(Option.EXCLUDE).orElse(""),
                line.one(Option.TESTS).orElse(""),
                new CommandLineWords(line));
    }

    private ModuleRequest request(String directory, FunctionFilter functions) {
        return new ModuleRequest(
                directory,
                line.all(Option.TAG),
                line.environment(),
                line.all(Option.FLAG),
                line.has(Option.PACKAGE) ? line.all(Option.PACKAGE) : List.of("./..."),
                functions,
                Annotations.none(),
                List.of(),
                new CommandLineWords(line));
    }

    private static Path path(String directory) {
        try {
            return Session.base().resolve(directory).normalize();
        } catch (InvalidPathException e) {
            throw new ConfigurationException("The directory cannot be: " + e.getMessage()
                    + "\n  Expected: the directory of go.mod, or of a go.work.");
        }
    }

    /** Returns what Go will see. */
    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(line.environment());
        return all;
    }

    private String summary(Settings settings, double seconds) {
        return String.format(
                Locale.ROOT,
                "NoLeak  %s%s (%.2f s); report: %s%s",
                stopping ? "stopped after " : "",
                tally.words(),
                seconds,
                settings.reportDirectory(Path.of("")).resolve("report.json"),
                tally.passes() || settings.failing() ? "" : "; none fails, as noleak.mode is report");
    }
}
