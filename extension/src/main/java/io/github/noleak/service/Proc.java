package io.github.noleak.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the system knows of a process; -1 or 0 where it does not tell. */
record Proc(Path directory) {

    private static final String LIMIT = "Max open files";

    static Proc of(long pid) {
        return new Proc(Path.of("/proc", String.valueOf(pid)));
    }

    int openFiles() {
        return entries("fd");
    }

    int threads() {
        return entries("task");
    }

    long openFilesLimit() {
        try (Stream<String> lines = Files.lines(directory.resolve("limits"))) {
            return lines.filter(l -> l.startsWith(LIMIT))
                    .map(l -> l.substring(LIMIT.length()).strip().split("\\s+", 2)[0])
                    .filter(l -> l.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private int entries(String name) {
        try (Stream<Path> entries = Files.list(directory.resolve(name))) {
            return (int) entries.count();
        } catch (IOException e) {
            return -1;
        }
    }
}
