package io.github.noleak.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Go source file, as far as it is to be had: a program may have been built elsewhere, or with {@code -trimpath}.
 *
 * @param lines empty where it is not
 */
record SourceFile(List<String> lines) {

    private static final long LONGEST = 4 << 20;

    SourceFile {
        lines = List.copyOf(lines);
    }

    static SourceFile read(String name) {
        try {
            Path file = Path.of(name);
            // A profile may come from another machine: it names nothing but sources here.
            boolean source = name.endsWith(".go") && file.isAbsolute();
            return source && Files.isRegularFile(file) && Files.size(file) <= LONGEST
                    ? new SourceFile(Files.readAllLines(file, UTF_8))
                    : new SourceFile(List.of());
        } catch (IOException | InvalidPathException e) {
            return new SourceFile(List.of()); // what cannot be read tells no cause
        }
    }

    /** Returns a line without its indentation and comments, counted from 1; empty where there is none. */
    String line(int number) {
        return number < 1 || number > lines.size()
                ? ""
                : code(lines.get(number - 1)).strip();
    }

    /** Returns the lines of the function around one, as gofmt lays them out; empty where there is none. */
    List<String> functionAround(int number) {
        if (number < 1 || number > lines.size()) {
            return List.of();
        }
        int start = number - 1;
        while (start > 0 && !lines.get(start).startsWith("func ")) {
            start--;
        }
        int end = start;
        while (end < lines.size() - 1 && !lines.get(end).startsWith("}")) {
            end++;
        }
        return end < number - 1
                ? List.of()
                : lines.subList(start, end + 1).stream().map(SourceFile::code).toList();
    }

    /** Comments may say anything; a line that has its comment signs in a text is cut short, which does no harm. */
    private static String code(String line) {
        int comment = line.indexOf("//");
        return comment < 0 ? line : line.substring(0, comment);
    }
}
