package io.github.noleak.go.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the output of {@code -test.v} whether a test or benchmark passed, failed or skipped itself, and the
 * reasons that it logged.
 *
 * <p>The code under test may print look-alikes: the last line counts, and with {@code -test.v=test2json} (Go 1.20 and
 * later) only those that carry its mark. A benchmark that passes prints no such line, unless it logs.
 */
@API(status = INTERNAL, since = "0.1")
public final class OutcomeLines {

    private OutcomeLines() {}

    /**
     * Returns the last outcome, or null if there is none.
     *
     * @param name as Go prints it, such as {@code TestStart/twice}, without GOMAXPROCS
     * @param gomaxprocs which Go appends to the names of benchmarks
     */
    public static @Nullable Outcome last(Reader output, String name, int gomaxprocs) throws IOException {
        List<Outcome> all = all(output, name, gomaxprocs);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** Returns the outcomes in the order in which they were printed: one for each run of {@code -test.count}. */
    public static List<Outcome> all(Reader output, String name, int gomaxprocs) throws IOException {
        OutcomeScanner scanner = new OutcomeScanner(name, gomaxprocs);
        CutLines lines = new CutLines(output);
        for (String line = lines.next(); line != null; line = lines.next()) {
            scanner.accept(line);
        }
        return scanner.finish();
    }

    /** Returns whether the test framework has said, as the last of its words, that all has passed. */
    public static boolean passed(Reader output) throws IOException {
        boolean passed = false;
        CutLines lines = new CutLines(output);
        for (String line = lines.next(); line != null; line = lines.next()) {
            String body = line.substring(line.lastIndexOf(OutcomeScanner.MARK) + 1);
            if (body.equals("PASS") || body.equals("FAIL")) {
                passed = body.equals("PASS");
            }
        }
        return passed;
    }

    /** Reads UTF-8, and does not close it; see {@link #last(Reader, String, int)}. */
    public static @Nullable Outcome last(InputStream output, String name, int gomaxprocs) throws IOException {
        return last(new InputStreamReader(output, UTF_8), name, gomaxprocs);
    }
}
