package io.github.noleak.cli;

import io.github.noleak.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sees that there is a Go module where one is named.
 *
 * @param path absolute
 * @param environment in which Go will look for it
 */
record ModuleDirectory(Path path, Map<String, String> environment) {

    private static final String CHANGE =
            "\n  Expected: the directory of go.mod, or of a go.work.\n  Name it: java -jar noleak-standalone.jar <directory>";

    /**
     * Sees that there is one, as far as can be seen without Go.
     *
     * @throws ConfigurationException if there is none
     */
    void require() {
        if (Files.isRegularFile(path)) {
            throw new ConfigurationException(path + " is a file, and no directory with a Go module" + CHANGE);
        }
        if (!Files.isDirectory(path)) {
            throw new ConfigurationException("No Go module in " + path + ": there is no such directory" + CHANGE);
        }
        if (!has(path, "go.mod") && !isInWorkspace()) {
            String part = above("go.mod")
                    .map(module -> "\n  It is a part of the module in " + module + ": name that, and --package ./"
                            + module.relativize(path).toString().replace('\\', '/') + "/...")
                    .orElse("");
            throw new ConfigurationException(
                    "No Go module in " + path + ": the directory has no go.mod" + CHANGE + part);
        }
    }

    /** Which modules it has is for Go to say. */
    private boolean isInWorkspace() {
        String named = environment.getOrDefault("GOWORK", "");
        return named.isEmpty() ? above("go.work").isPresent() : !named.equals("off");
    }

    private Optional<Path> above(String file) {
        return Stream.iterate(path, directory -> directory != null, Path::getParent)
                .filter(directory -> has(directory, file))
                .findFirst();
    }

    private static boolean has(Path directory, String file) {
        return Files.isRegularFile(directory.resolve(file));
    }
}
