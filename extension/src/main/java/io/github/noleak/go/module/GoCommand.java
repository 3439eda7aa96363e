package io.github.noleak.go.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.process.BoundedText;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Runs the {@code go} command itself. */
@API(status = INTERNAL, since = "0.1")
public final class GoCommand {

    private static final String FATAL = "fatal error: ";
    private static final String REMOVED_SETTING = FATAL + "removed GODEBUG ";

    public static final Duration LONGEST = Duration.ofMinutes(30);

    /** How much is kept of what a compiler says. */
    public static final int COMPILER_LINES = 30;

    private final Workplace workplace;
    private final BuildSettings settings;
    private final Duration longest;

    public GoCommand(Workplace workplace, BuildSettings settings) {
        this(workplace, settings, LONGEST);
    }

    public GoCommand(Workplace workplace, BuildSettings settings, Duration longest) {
        this.workplace = workplace;
        this.settings = settings;
        this.longest = longest;
    }

    /** What a command printed, and how it ended. */
    public record Result(int exitCode, String output, BoundedText errors) {}

    /**
     * Runs a build.
     *
     * @param failure what is said where it fails, before the compiler's lines
     */
    public Result build(List<String> arguments, String failure) {
        Result result = run(arguments);
        if (result.exitCode() != 0) {
            throw new GoException(failure, result.errors().lastLines(COMPILER_LINES));
        }
        return result;
    }

    public Result run(List<String> arguments) {
        Path directory = null;
        try {
            // Listings of large modules are longer than what is kept of an output: they go to a file.
            directory = workplace.newDirectory();
            Path output = directory.resolve("output");
            Ended ended = run(arguments, output);
            return new Result(ended.exitCode(), Files.readString(output), ended.errors());
        } catch (IOException e) {
            throw cannotBeRun(e);
        } finally {
            if (directory != null) {
                Workplace.delete(directory);
            }
        }
    }

    /** How a command ended. */
    public record Ended(int exitCode, BoundedText errors) {}

    /** Runs a command whose output goes to a file. */
    public Ended run(List<String> arguments, Path output) {
        return run(
                arguments,
                (command, environment) -> workplace.start(command, settings.directory(), environment, output));
    }

    /** Runs a command whose output is taken while it runs. */
    public Ended run(List<String> arguments, ChildProcess.Taking output) {
        return run(
                arguments,
                (command, environment) -> workplace.startTaking(command, settings.directory(), environment, output));
    }

    @FunctionalInterface
    private interface Start {
        ChildProcess of(List<String> command, Map<String, String> environment) throws IOException;
    }

    private Ended run(List<String> arguments, Start start) {
        List<String> command = new ArrayList<>();
        command.add(settings.toolchain().go().toString());
        command.addAll(arguments);
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put("GOTMPDIR", workplace.directory().toString());
        ChildProcess process = null;
        try {
            process = start.of(command, environment);
            if (!process.await(longest)) {
                throw new GoException(
                        "\"" + String.join(" ", arguments) + "\" took longer than " + longest.toMinutes() + " minutes",
                        List.of());
            }
            workplace.requireOpen();
            if (process.exitCode() != 0) {
                requireStart(process.errors());
            }
            return new Ended(process.exitCode(), process.errors());
        } catch (IOException e) {
            throw cannotBeRun(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while \"go " + String.join(" ", arguments) + "\" ran", List.of());
        } finally {
            if (process != null) {
                workplace.forget(process);
            }
        }
    }

    /** Go 1.27 and later end each program, their own included, for settings that it no longer has. */
    private void requireStart(BoundedText errors) {
        errors.text()
                .lines()
                .filter(line -> line.startsWith(REMOVED_SETTING))
                .findFirst()
                .ifPresent(line -> {
                    throw new GoException(
                            "No program of this Go toolchain starts: " + line.substring(FATAL.length()),
                            List.of(
                                    "It is " + settings.toolchain().go() + ", and GODEBUG is "
                                            + Optional.ofNullable(settings.environment()
                                                            .get("GODEBUG"))
                                                    .or(() -> Optional.ofNullable(System.getenv("GODEBUG")))
                                                    .map(value -> "\"" + value + "\"")
                                                    .orElse("not set")
                                            + ".",
                                    "Take that out of GODEBUG, in the environment or in @GoModule(env = …), or use an"
                                            + " older toolchain."));
                });
    }

    private GoException cannotBeRun(IOException e) {
        workplace.requireOpen();
        return new GoException(
                "\"" + settings.toolchain().go() + "\" cannot be run: " + e.getMessage(),
                List.of("Correct -Dnoleak.go."));
    }
}
