package io.github.noleak.go.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.NoSuchNameException;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Finds the Go modules that lie under a directory: one, or those of a {@code go.work}. */
@API(status = INTERNAL, since = "0.1")
public final class Workspace {

    private Workspace() {}

    /**
     * Returns the settings for each of the modules; those that were given, where no workspace is in use.
     *
     * @throws GoException if the go command fails
     */
    public static List<BuildSettings> modules(Workplace workplace, BuildSettings settings) {
        Path directory = settings.directory();
        if (!Files.isDirectory(directory)) {
            return List.of(settings); // said when the module is listed
        }
        GoCommand go = new GoCommand(workplace, settings);
        String file = output(go, List.of("env", "GOWORK"), settings).strip();
        if (file.isEmpty() || file.equals("off")) {
            return List.of(settings);
        }
        List<BuildSettings> modules = output(go, List.of("list", "-m", "-f", "{{.Dir}}"), settings)
                .lines()
                .filter(line -> !line.isBlank())
                .flatMap(module -> under(directory, Path.of(module)).stream())
                .sorted()
                .map(module -> new BuildSettings(
                        settings.toolchain(), module, settings.tags(), settings.environment(), settings.flags()))
                .toList();
        if (modules.isEmpty()) {
            throw new NoSuchNameException(
                    "No module of the Go workspace " + file + " lies under " + directory,
                    List.of(
                            "Expected: a directory with a module that a \"use\" line of go.work names.",
                            "Name another directory, add the module to go.work, or set GOWORK=off: in @GoModule(env = …),"
                                    + " or in the environment."));
        }
        return modules;
    }

    private static String output(GoCommand go, List<String> arguments, BuildSettings settings) {
        GoCommand.Result result = go.run(arguments);
        if (result.exitCode() != 0) {
            throw new GoException(
                    "\"go " + String.join(" ", arguments) + "\" fails in " + settings.directory(),
                    result.errors().lastLines(20));
        }
        return result.output();
    }

    /** Names a module from the directory, whatever links lead there; empty if it lies elsewhere. */
    private static Optional<Path> under(Path directory, Path module) {
        try {
            Path from = directory.toRealPath();
            Path to = module.toRealPath();
            return to.startsWith(from)
                    ? Optional.of(directory.resolve(from.relativize(to)).normalize())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
