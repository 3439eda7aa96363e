package io.github.noleak.go.process;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** Finds commands as a shell does. */
@API(status = INTERNAL, since = "0.1")
public final class Executables {

    private Executables() {}

    /** Returns the name of a command's file on this system. */
    public static String fileName(String command) {
        return File.separatorChar == '\\' ? command + ".exe" : command;
    }

    /** Returns where a command would be, for each entry of the PATH. */
    public static List<Path> candidates(String command, Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, fileName(command)))
                .toList();
    }

    public static boolean isCommand(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
