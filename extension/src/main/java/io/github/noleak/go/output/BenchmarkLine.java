package io.github.noleak.go.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes apart single lines of what benchmarks print. */
final class BenchmarkLine {

    private static final int MAX_PAIRS = 64;
    private static final int MAX_UNIT = 100;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_NAME = 4096;

    /** A benchmark's name, where it begins in the line, the spaces after it, and where the text after its tab begins. */
    record Name(String name, int start, int padding, int rest) {}

    /** The values at the end of a line, and where in the line the number of iterations before them begins. */
    record Values(int start, Map<String, Double> byUnit) {}

    private record Pair(String unit, double value) {}

    private BenchmarkLine() {}

    /** Finds {@code BenchmarkGet/size=10-8 <tab>} anywhere in a line: output may stand before the name as well. */
    static @Nullable Name name(String line, String benchmark, String suffix) {
        for (int at = line.indexOf(benchmark); at >= 0; at = line.indexOf(benchmark, at + 1)) {
            int end = at + benchmark.length();
            if (line.startsWith("/", end)) { // a sub-benchmark's name has no white space
                end = tokenEnd(line, end) - suffix.length();
            }
            if (end - at <= MAX_NAME && line.startsWith(suffix, end)) {
                int spaces = end + suffix.length();
                int tab = skipSpaces(line, spaces);
                if (line.startsWith("\t", tab)) {
                    return new Name(line.substring(at, end), at, tab - spaces, tab + 1);
                }
            }
            at = Math.max(at, end - 1);
        }
        return null;
    }

    /** Says whether the line begins like the line of any benchmark. */
    static boolean named(String line) {
        return line.startsWith("Benchmark") && line.startsWith("\t", skipSpaces(line, tokenEnd(line, 0)));
    }

    /** Finds {@code     1000<tab>  12.3 ns/op<tab> 4 B/op} at the end of a line. */
    static @Nullable Values values(String line, long iterations) {
        String digits = Long.toString(iterations);
        String count = " ".repeat(Math.max(0, 8 - digits.length())) + digits; // as testing prints it
        Deque<Pair> pairs = new ArrayDeque<>();
        int end = line.length();
        while (!line.startsWith(count, end - count.length())) {
            int tab = line.lastIndexOf('\t', end - 1);
            Pair pair = tab < 0 || pairs.size() == MAX_PAIRS ? null : pair(line, tab + 1, end);
            if (pair == null) {
                return null;
            }
            pairs.addFirst(pair);
            end = tab;
        }
        Map<String, Double> byUnit = new LinkedHashMap<>();
        pairs.forEach(pair -> byUnit.put(pair.unit(), pair.value()));
        return new Values(end - count.length(), byUnit);
    }

    private static @Nullable Pair pair(String line, int from, int to) {
        int value = skipSpaces(line, from);
        int space = line.indexOf(' ', value);
        if (space <= value || space >= to - 1 || space - value > MAX_NUMBER || to - space > MAX_UNIT) {
            return null;
        }
        String unit = line.substring(space + 1, to);
        if (unit.chars().anyMatch(Character::isWhitespace)) {
            return null;
        }
        try {
            return new Pair(unit, number(line.substring(value, space)));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static double number(String text) {
        if (text.endsWith("Inf")) { // of Go's special numbers, the one that Java spells otherwise
            return Double.parseDouble(text + "inity");
        }
        char last = text.charAt(text.length() - 1);
        if (last != 'N' && !(last >= '0' && last <= '9')) { // Java would take 1f and 1d
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(text);
    }

    private static int tokenEnd(String line, int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
            end++;
        }
        return end;
    }

    private static int skipSpaces(String line, int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) == ' ') {
            end++;
        }
        return end;
    }
}
