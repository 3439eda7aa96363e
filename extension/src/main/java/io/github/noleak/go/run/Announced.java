package io.github.noleak.go.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.output.CutLines;
import io.github.noleak.go.output.OutcomeScanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarks that a process announced, taken from the marked lines of {@code -test.v=test2json} while it runs: whatever
 * the code under test prints besides is dropped.
 */
@API(status = INTERNAL, since = "0.1")
public final class Announced {

    private static final String RUN = "=== RUN ";
    private static final String FAIL = "--- FAIL: ";
    private static final String SKIP = "--- SKIP: ";

    /** More names than anybody writes: a process that announces without end is to be ended. */
    private static final int MOST = 100_000;

    private final Map<String, Set<String>> byFunction = new LinkedHashMap<>();
    private final Set<String> skipping = new HashSet<>();
    private int names;
    private boolean failed;
    private @Nullable String last;

    Announced() {}

    void from(InputStream stream) throws IOException {
        CutLines lines = new CutLines(new InputStreamReader(stream, UTF_8));
        for (String line = lines.next(); line != null; line = lines.next()) {
            int mark = line.lastIndexOf(OutcomeScanner.MARK); // what the code printed may stand before it
            if (mark >= 0) {
                take(line.substring(mark + 1));
            }
        }
    }

    private synchronized void take(String line) {
        if (line.startsWith(RUN) && names < MOST) {
            String name = line.substring(RUN.length()).strip();
            last = function(name);
            byFunction.computeIfAbsent(last, f -> new LinkedHashSet<>()).add(name);
            names++;
        } else if (line.startsWith(FAIL)) {
            failed = true;
        } else if (line.startsWith(SKIP)) {
            String rest = line.substring(SKIP.length());
            int end = rest.indexOf(' ');
            skipping.add(end < 0 ? rest : rest.substring(0, end));
        }
    }

    static String function(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** Returns whether one of them was announced, and did not skip itself. */
    public synchronized boolean hasRun(String name) {
        return byFunction.getOrDefault(function(name), Set.of()).contains(name) && !skipping.contains(name);
    }

    /** Returns the function that was announced last; empty where none was. */
    public synchronized Optional<String> last() {
        return Optional.ofNullable(last);
    }

    /** Returns whether one of them has failed. */
    synchronized boolean hasFailed() {
        return failed;
    }

    /** Returns how many names there are, which tells whether a process gets on. */
    synchronized int count() {
        return names;
    }

    /** Returns whether a function was announced. */
    public synchronized boolean has(String function) {
        return byFunction.containsKey(function);
    }

    /**
     * Returns what a function consists of, once it has run.
     *
     * @param called the benchmarks that were called for more than one operation, which others may be below of
     */
    public synchronized List<SubBenchmarks.Leaf> leaves(String function, Collection<String> called) {
        Set<String> all = byFunction.getOrDefault(function, Set.of());
        Set<String> parents = new HashSet<>();
        for (String name : all) {
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                parents.add(name.substring(0, slash));
            }
        }
        List<SubBenchmarks.Leaf> leaves = new ArrayList<>();
        for (String name : all) {
            if (called.contains(name) || !parents.contains(name)) {
                leaves.add(new SubBenchmarks.Leaf(name, skipping.contains(name)));
            }
        }
        return leaves;
    }
}
