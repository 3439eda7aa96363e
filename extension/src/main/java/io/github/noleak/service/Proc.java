package io.github.noleak.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the system knows of a process; -1 or 0 where it does not tell. */
record Proc(Path directory) {

    /** The bytes of the smallest datagram, with its headers. */
    private static final long HEADER = 28;

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

    private int entries(String name) {
        try (Stream<Path> entries = Files.list(directory.resolve(name))) {
            return (int) entries.count();
        } catch (IOException e) {
            return -1;
        }
    }
}
