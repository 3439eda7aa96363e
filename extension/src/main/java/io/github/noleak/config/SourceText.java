package io.github.noleak.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a file, and the words for what is wrong in it.
 *
 * @param path where it lies, for errors
 * @param label the short name, for the sources of limits
 * @param lines the text, cut at the ends of its lines
 */
record SourceText(Path path, String label, String text, List<String> lines) {

    private static final int MOST_BYTES = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads a file.
     *
     * @throws ConfigurationException if it is no file, too large, or not in UTF-8
     */
    static SourceText read(Path path, String label) {
        if (!Files.isRegularFile(path)) {
            throw new ConfigurationException(path + " is no file; expected: a file of limits in YAML");
        }
        byte[] bytes = bytes(path);
        if (bytes.length > MOST_BYTES) {
            throw new ConfigurationException(path + " is larger than 1MB; expected: a file of limits, of 1MB at most\n"
                    + "  Patterns (* and **) set the limits of many scenarios in one entry.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return of(path, label, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    path + " is not in UTF-8; expected: text in UTF-8\n" + "  Save the file in that encoding.");
        }
    }

    static SourceText of(Path path, String label, String text) {
        return new SourceText(path, label, text, text.lines().toList());
    }

    private static byte[] bytes(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new ConfigurationException(path + " cannot be read: " + e.getMessage()
                    + "\n  Make it readable for the user who runs the tests.");
        }
    }

    /** Returns the words for a place from which a limit comes. */
    String source(Spot spot) {
        return label + ":" + spot.line();
    }

    /** Returns the words for a place that tell it from all others. */
    String place(Spot spot) {
        return source(spot) + ":" + spot.column();
    }

    /** Returns whether a place is the first in its line, and what stands before it has a tab in it. */
    boolean indentedByTab(Spot spot) {
        String line = line(spot.line());
        int indentation = indentation(line);
        return spot.column() - 1 <= indentation && hasTab(line.substring(0, spot.column() - 1));
    }

    /** Returns whether a line has a tab in its indentation. */
    boolean indentedByTab(int number) {
        String line = line(number);
        return hasTab(line.substring(0, indentation(line)));
    }

    private static boolean hasTab(String text) {
        return text.indexOf('\t') >= 0;
    }

    private static int indentation(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    /** Returns the error for a tab in the indentation of a line. */
    ConfigurationException tab(int number) {
        return error(
                new Spot(number, line(number).indexOf('\t') + 1),
                "a tab stands in the indentation; expected: spaces",
                "YAML allows no tabs to indent. Let your editor put spaces in their place.");
    }

    /**
     * Creates an error.
     *
     * @param problem what was found and what is allowed, on one line
     * @param advice further lines
     */
    ConfigurationException error(Spot spot, String problem, String... advice) {
        return error(spot, problem, List.of(advice));
    }

    ConfigurationException error(Spot spot, String problem, List<String> advice) {
        String first = path + ":" + spot.line() + ":" + spot.column() + ": " + problem;
        return new ConfigurationException(Stream.concat(
                        Stream.of(first),
                        Stream.concat(excerpt(spot), advice.stream().map(a -> "  " + a)))
                .collect(Collectors.joining("\n")));
    }

    /** The line itself, if it is short enough to be shown whole, and a mark below the column. */
    private Stream<String> excerpt(Spot spot) {
        String line = line(spot.line());
        String shown = Shown.text(line.replace('\t', '→'));
        if (line.isBlank() || shown.length() != line.length()) {
            return Stream.empty();
        }
        String number = String.valueOf(spot.line());
        return Stream.of(
                "  " + number + " | " + shown,
                "  " + " ".repeat(number.length()) + " | " + " ".repeat(spot.column() - 1) + "^");
    }

    private String line(int number) {
        return number > lines.size() ? "" : lines.get(number - 1);
    }
}
