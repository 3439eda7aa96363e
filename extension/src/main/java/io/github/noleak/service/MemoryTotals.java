package io.github.noleak.service;

import io.github.noleak.go.output.CutLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The exact totals that Go prints below a heap profile as text: {@code # HeapObjects = 123}. */
record MemoryTotals(long heapObjects, long heapBytes, ProcessCounters counters) {

    private static final Pattern LINE =
            Pattern.compile("# (HeapObjects|HeapAlloc|TotalAlloc|Mallocs|Frees|NumGC) = (\\d{1,18})");

    private static final String ENDS = "# PauseEnd = [";

    static MemoryTotals read(InputStream text) throws IOException {
        Map<String, Long> found = new HashMap<>();
        List<Long> ends = List.of();
        CutLines lines = new CutLines(new InputStreamReader(text, StandardCharsets.UTF_8));
        for (String line = lines.next(); line != null; line = lines.next()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                found.put(matcher.group(1), Long.valueOf(matcher.group(2)));
            } else if (line.startsWith(ENDS) && line.endsWith("]")) {
                ends = numbers(line.substring(ENDS.length(), line.length() - 1));
            }
        }
        return new MemoryTotals(
                value(found, "HeapObjects"),
                value(found, "HeapAlloc"),
                new ProcessCounters(
                        value(found, "TotalAlloc"),
                        found.getOrDefault("Mallocs", -1L),
                        found.getOrDefault("Frees", -1L),
                        found.getOrDefault("NumGC", -1L),
                        ends));
    }

    /** Returns none where one of them is no number. */
    private static List<Long> numbers(String text) {
        try {
            return Stream.of(text.split(" ")).map(Long::valueOf).toList();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    private static long value(Map<String, Long> found, String name) throws IOException {
        Long value = found.get(name);
        if (value == null) {
            throw new IOException("answered a text without the line \"# " + name + " = …\" of Go's heap profile");
        }
        return value;
    }
}
