package io.github.noleak.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON and remembers the line of every value, so that an error can name it.
 *
 * <p>It is strict where people edit by hand: a key that stands twice is an error, and so is anything after the end.
 */
final class PlacedJson {

    /**
     * A value and its line.
     *
     * @param value a map from keys to placed values, a list of those, a text, a number as a Double, a Boolean, or
     *     {@link Nothing}
     */
    record Placed(Object value, int line) {}

    /** What {@code null} says. */
    record Nothing() {
        @Override
        public String toString() {
            return "null";
        }
    }

    /** Says at which line a text is no JSON. */
    static final class SyntaxException extends Exception {

        private static final long serialVersionUID = 1;

        private final int line;

        SyntaxException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    private static final int DEEPEST = 32;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[a-z]+");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:([\"\\\\/bfnrt])|u([0-9a-fA-F]{4}))");

    private final String text;
    private int at;
    private int line = 1;

    private PlacedJson(String text) {
        this.text = text;
    }

    static Placed read(String text) throws SyntaxException {
        PlacedJson json = new PlacedJson(text);
        Placed value = json.value(0);
        json.blank();
        if (json.at < text.length()) {
            throw json.unexpected("the end of the file");
        }
        return value;
    }

    private Placed value(int depth) throws SyntaxException {
        blank();
        int start = line;
        if (depth > DEEPEST) {
            throw new SyntaxException(line, "values are nested more than " + DEEPEST + " deep");
        }
        return switch (peek()) {
            case '{' -> new Placed(object(depth), start);
            case '[' -> new Placed(array(depth), start);
            case '"' -> new Placed(string(), start);
            default -> new Placed(literal(), start);
        };
    }

    private Map<String, Placed> object(int depth) throws SyntaxException {
        Map<String, Placed> members = new LinkedHashMap<>();
        take('{');
        while (more('}', members.isEmpty())) {
            blank();
            int keyLine = line;
            if (peek() != '"') {
                throw unexpected("a key in double quotes");
            }
            String key = string();
            blank();
            take(':');
            if (members.put(key, value(depth + 1)) != null) {
                throw new SyntaxException(keyLine, "the key \"" + key + "\" stands twice in one object");
            }
        }
        return members;
    }

    private List<Placed> array(int depth) throws SyntaxException {
        List<Placed> elements = new ArrayList<>();
        take('[');
        while (more(']', elements.isEmpty())) {
            elements.add(value(depth + 1));
        }
        return elements;
    }

    /** Takes the comma before the next element, or the end. */
    private boolean more(char end, boolean first) throws SyntaxException {
        blank();
        if (peek() == end) {
            take(end);
            return false;
        }
        if (!first) {
            if (peek() != ',') {
                throw unexpected("\",\" or \"" + end + "\"");
            }
            take(',');
        }
        return true;
    }

    private String string() throws SyntaxException {
        take('"');
        StringBuilder content = new StringBuilder();
        while (peek() != '"') {
            char c = peek();
            if (c < ' ') {
                throw unexpected("the end of a text in double quotes");
            }
            if (c == '\\') {
                content.append(escaped());
            } else {
                content.append(c);
                at++;
            }
        }
        take('"');
        return content.toString();
    }

    private char escaped() throws SyntaxException {
        Matcher matcher = ESCAPED.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw unexpected("a JSON escape such as \\\" or \\u0041");
        }
        at = matcher.end();
        if (matcher.group(2) != null) {
            return (char) Integer.parseInt(matcher.group(2), 16);
        }
        char c = matcher.group(1).charAt(0);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private Object literal() throws SyntaxException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return Double.valueOf(number.group());
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (word.lookingAt()) {
            switch (word.group()) {
                case "true", "false" -> {
                    at = word.end();
                    return Boolean.valueOf(word.group());
                }
                case "null" -> {
                    at = word.end();
                    return new Nothing();
                }
                default -> {
                    // Said below.
                }
            }
        }
        throw unexpected("a value");
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            if (text.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
    }

    /** Returns the next character; 0 at the end, which no JSON has outside of a text. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void take(char expected) throws SyntaxException {
        if (peek() != expected) {
            throw unexpected("\"" + expected + "\"");
        }
        at++;
    }

    private SyntaxException unexpected(String expected) {
        String found = at >= text.length()
                ? "the end of the file"
                : peek() < ' '
                        ? String.format(Locale.ROOT, "the character U+%04X", (int) peek())
                        : "\"" + Character.toString(text.codePointAt(at)) + "\"";
        return new SyntaxException(line, "found " + found + "; expected: " + expected);
    }
}
