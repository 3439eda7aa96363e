package io.github.noleak.go;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Finds commands as a shell does. */
final class Executables {

    private Executables() {}

    /** Returns the name of a command's file on this system. */
    static String fileName(String command) {
        return File.separatorChar == '\\' ? command + ".exe" : command;
    }

    /** Returns where a command would be, for each entry of the PATH. */
    static List<Path> candidates(String command, Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, fileName(command)))
                .toList();
    }

    static boolean isCommand(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
