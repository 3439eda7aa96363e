package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small Go module in a directory, and the go command of this machine, or of the toolchain that {@code GOTOOLCHAIN} names. */
record GoModule(Path directory) {

    static GoModule create(Path directory, String path) throws IOException {
        return new GoModule(directory).with("go.mod", "module " + path + "\n\ngo 1.19\n");
    }

    GoModule with(String file, String content) throws IOException {
        Path target = directory.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, content);
        return this;
    }

    /** Returns what the command prints. */
    String go(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("go"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    String run(List<String> command) throws IOException, InterruptedException {
        Path errors = directory.resolve("stderr.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().put("GOFLAGS", "-mod=mod");
        builder.environment().putIfAbsent("GOTOOLCHAIN", "local");
        builder.environment().put("GOWORK", "off");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s %s", command, output, Files.readString(errors))
                .isZero();
        return output;
    }
}
