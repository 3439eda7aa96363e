package io.github.noleak.service;

import io.github.noleak.go.CutLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exact totals that Go prints below a heap profile as text: {@code # HeapObjects = 123}. */
record MemoryTotals(long heapObjects, long heapBytes, long totalAlloc) {

    private static final Pattern LINE = Pattern.compile("# (HeapObjects|HeapAlloc|TotalAlloc) = (\\d{1,18})");

    static MemoryTotals read(InputStream text) throws IOException {
        Map<String, Long> found = new HashMap<>();
        CutLines lines = new CutLines(new InputStreamReader(text, StandardCharsets.UTF_8));
        for (String line = lines.next(); line != null; line = lines.next()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                found.put(matcher.group(1), Long.valueOf(matcher.group(2)));
            }
        }
        return new MemoryTotals(value(found, "HeapObjects"), value(found, "HeapAlloc"), value(found, "TotalAlloc"));
    }

    private static long value(Map<String, Long> found, String name) throws IOException {
        Long value = found.get(name);
        if (value == null) {
            throw new IOException("answered a text without the line \"# " + name + " = …\" of Go's heap profile");
        }
        return value;
    }
}
