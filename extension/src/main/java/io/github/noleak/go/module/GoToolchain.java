package io.github.noleak.go.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.NoSuchNameException;
import io.github.noleak.go.process.Executables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The {@code go} command. */
@API(status = INTERNAL, since = "0.1")
public record GoToolchain(Path go) {

    /**
     * Finds the command: where the setting says, then in GOROOT, then on PATH.
     *
     * @param setting the value of {@code noleak.go}: the command or the directory of a toolchain; null where unset
     * @throws GoException if there is none; it lists where it was looked for
     */
    public static GoToolchain find(@Nullable String setting, Map<String, String> environment) {
        if (setting != null) {
            Path named = Path.of(setting);
            for (Path candidate :
                    List.of(named, named.resolve("bin").resolve(executable()), named.resolve(executable()))) {
                if (Executables.isCommand(candidate)) {
                    return new GoToolchain(candidate.toAbsolutePath());
                }
            }
            throw new NoSuchNameException(
                    "No Go toolchain at " + named.toAbsolutePath() + ", which noleak.go names",
                    List.of(
                            "Expected: the go command itself, or a directory with bin/" + executable() + ".",
                            "Correct -Dnoleak.go, or leave it out to look in GOROOT and on PATH."));
        }
        List<Path> candidates = new ArrayList<>();
        String root = environment.getOrDefault("GOROOT", "");
        if (!root.isEmpty()) {
            candidates.add(Path.of(root, "bin", executable()));
        }
        candidates.addAll(Executables.candidates("go", environment));
        return candidates.stream()
                .filter(Executables::isCommand)
                .findFirst()
                .map(found -> new GoToolchain(found.toAbsolutePath()))
                .orElseThrow(() -> nowhere(candidates));
    }

    private static GoException nowhere(List<Path> candidates) {
        List<String> details = new ArrayList<>();
        details.add("Looked for, in this order:");
        candidates.forEach(c -> details.add("  " + c));
        details.add("Install Go 1.19 or later, or name the command with -Dnoleak.go=/path/to/go.");
        return new GoException("No Go toolchain was found", details);
    }

    private static String executable() {
        return Executables.fileName("go");
    }
}
