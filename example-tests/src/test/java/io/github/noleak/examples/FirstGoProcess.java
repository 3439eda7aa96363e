package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.NANOS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stands in for the go command, notes when it is started for the first time, and fails, so that nothing more is run. */
final class FirstGoProcess {

    private final Path script;
    private final Path started;

    FirstGoProcess(Path directory) throws IOException {
        script = directory.resolve("go");
        started = directory.resolve("started");
        Files.writeString(script, """
                #!/bin/sh
                [ -e '%1$s' ] || date +%%s%%N > '%1$s'
                exit 1
                """.formatted(started));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
    }

    /** Returns how many seconds a command takes from its start to that of Go. */
    double after(List<String> command, Path directory) throws IOException, InterruptedException {
        Files.deleteIfExists(started);
        List<String> all = new ArrayList<>(command);
        all.add("-Dnoleak.go=" + script);
        Instant began = Instant.now();
        new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start()
                .waitFor();
        long nanos = Long.parseLong(Files.readString(started).strip());
        return Duration.between(began, Instant.ofEpochSecond(0, nanos)).toNanos() / NANOS;
    }
}
