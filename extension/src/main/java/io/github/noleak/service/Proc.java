package io.github.noleak.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the system knows of a process; -1 or 0 where it does not tell. */
record Proc(Path directory) {

    /** The bytes of the smallest datagram, with its headers. */
    private static final long HEADER = 28;

    static Proc of(long pid) {
        return new Proc(Path.of("/proc", String.valueOf(pid)));
    }

    /** Returns how much the process has of each resource that the system tells of. */
    Map<String, Long> amounts() {
        Map<String, Long> amounts = new HashMap<>();
        entries("fd").ifPresent(n -> amounts.put("open-files", n));
        entries("task").ifPresent(n -> amounts.put("threads", n));
        children().ifPresent(n -> amounts.put("child-processes", n));
        return amounts;
    }

    private OptionalLong children() {
        try (Stream<Path> tasks = Files.list(directory.resolve("task"))) {
            return OptionalLong.of(tasks.mapToLong(Proc::children).sum());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static long children(Path task) {
        try {
            return Stream.of(Files.readString(task.resolve("children")).split(" "))
                    .filter(id -> !id.isBlank())
                    .count();
        } catch (IOException e) {
            return 0; // a thread that has just ended, or a system that does not tell
        }
    }

    long openFilesLimit() {
        return Math.max(0, number("limits", "Max open files"));
    }

    /**
     * Returns the bytes that the process has read, from files and connections. Datagrams, which the system counts for all
     * processes together, are taken for a header each.
     */
    long received() {
        long read = number("io", "rchar: ");
        return read < 0
                ? -1
                : read
                        + HEADER * Math.max(0, number("net/snmp", "Udp: "))
                        + HEADER * Math.max(0, number("net/snmp6", "Udp6InDatagrams"));
    }

    /** Returns the number at the beginning of the first line that has one after a prefix; -1 if there is none. */
    private long number(String file, String prefix) {
        try (Stream<String> lines = Files.lines(directory.resolve(file))) {
            return lines.filter(l -> l.startsWith(prefix))
                    .map(l -> l.substring(prefix.length()).strip().split("\\s+", 2)[0])
                    .filter(l -> l.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | UncheckedIOException e) {
            return -1;
        }
    }

    private OptionalLong entries(String name) {
        try (Stream<Path> entries = Files.list(directory.resolve(name))) {
            return OptionalLong.of(entries.count());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
