package io.github.noleak.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A Go source file, as far as it is to be had: a program may have been built elsewhere, or with {@code -trimpath}.
 *
 * @param lines empty where it is not
 */
@API(status = INTERNAL, since = "0.1")
public record SourceFile(List<String> lines) {

    private static final long LONGEST = 4 << 20;

    private static final Pattern ASSIGNED =
            Pattern.compile("^(?:var )?(\\w+)(?:, \\w+)*(?: [\\w.*\\[\\]]+)?\\s*(?::?=|$)");

    /** The first comment signs that stand in no text. */
    private static final Pattern COMMENT = Pattern.compile(
            "^(?:[^\"'`/]++|\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`|/(?!/)|[\"'`])*+(//)");

    /** A function that stands in one line; gofmt puts spaces around its body. */
    private static final Pattern ONE_LINE = Pattern.compile("^func .*?\\{ (.*) \\}$");

    private static final Pattern RECEIVER = Pattern.compile("^func \\((?:\\w+ )?\\*?(\\w+)");

    public SourceFile {
        lines = List.copyOf(lines);
    }

    public static SourceFile read(String name) {
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
    public String line(int number) {
        return number < 1 || number > lines.size()
                ? ""
                : code(lines.get(number - 1)).strip();
    }

    /** Returns what a line does: the body of a function that stands in one line, or the line as it is. */
    String statement(int number) {
        String line = line(number);
        Matcher function = ONE_LINE.matcher(line);
        return function.find() ? function.group(1) : line;
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
        boolean whole = ONE_LINE.matcher(code(lines.get(start)).stripTrailing()).find();
        while (!whole && end < lines.size() - 1 && !lines.get(end).startsWith("}")) {
            end++;
        }
        return end < number - 1
                ? List.of()
                : lines.subList(start, end + 1).stream().map(SourceFile::code).toList();
    }

    /** Returns those lines of the function around one that are deferred, or stand no deeper than that. */
    List<String> besides(int number) {
        List<String> around = functionAround(number);
        int deep = around.isEmpty() ? 0 : depth(lines.get(number - 1));
        return around.stream()
                .filter(line -> depth(line) <= deep || line.strip().startsWith("defer "))
                .toList();
    }

    /** Returns the lines behind one, up to where the block ends in which it stands; empty where there is none. */
    List<String> restOfBlock(int number) {
        if (functionAround(number).isEmpty()) {
            return List.of();
        }
        int depth = depth(lines.get(number - 1));
        return lines.subList(number, lines.size()).stream()
                .takeWhile(line -> line.isBlank() || depth(line) >= depth)
                .map(SourceFile::code)
                .toList();
    }

    /** Returns how deep gofmt has indented a line. */
    static int depth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '\t') {
            depth++;
        }
        return depth;
    }

    /** Returns the lines of the methods of the same type; those of the whole file around what is no method. */
    List<String> methodsBeside(int number) {
        List<String> around = functionAround(number);
        String type = around.isEmpty() ? "" : receiver(around.get(0));
        if (type.isEmpty()) {
            return lines.stream().map(SourceFile::code).toList();
        }
        List<String> methods = new ArrayList<>();
        boolean same = false;
        for (String line : lines) {
            same = line.startsWith("func ") ? receiver(line).equals(type) : same;
            if (same) {
                methods.add(code(line));
            }
        }
        return methods;
    }

    private static String receiver(String function) {
        Matcher receiver = RECEIVER.matcher(function);
        return receiver.find() ? receiver.group(1) : "";
    }

    /** Returns the variable that a line assigns to; empty where there is none. */
    String assigned(int number) {
        Matcher assigned = ASSIGNED.matcher(statement(number));
        return assigned.find() ? assigned.group(1) : "";
    }

    /** Comments may say anything. */
    private static String code(String line) {
        Matcher comment = COMMENT.matcher(line);
        return comment.find() ? line.substring(0, comment.start(1)) : line;
    }
}
