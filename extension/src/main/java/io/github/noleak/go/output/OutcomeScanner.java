package io.github.noleak.go.output;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.output.Outcome.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Takes the lines of {@code -test.v} one by one and keeps the outcomes of one test. */
@API(status = INTERNAL, since = "0.1")
public final class OutcomeScanner {

    private static final int MAX_OUTCOMES = 1000;
    private static final int MAX_TEXT_LINES = 50;
    private static final int MAX_TEXT_LINE = 500;

    /** What -test.v=test2json puts before the lines that are its own. */
    public static final char MARK = 0x16;

    private static final String INDENT = "    ";

    private static final Map<String, Kind> KINDS = Map.of(
            "PASS", Kind.PASSED,
            "FAIL", Kind.FAILED,
            "SKIP", Kind.SKIPPED,
            "BENCH", Kind.PASSED); // printed for a benchmark that logs

    private final String name;
    private final String nameWithProcessors;

    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private boolean marks;

    // Verbose output logs at once, before the outcome; else the log follows the outcome, indented.
    private boolean mine;
    private final Deque<String> text = new ArrayDeque<>();
    private @Nullable Kind kind;
    private int indent;

    OutcomeScanner(String name, int gomaxprocs) {
        this.name = name;
        this.nameWithProcessors = gomaxprocs == 1 ? name : name + "-" + gomaxprocs;
    }

    void accept(String line) {
        int mark = Math.max(line.indexOf(MARK + "--- "), line.indexOf(MARK + "=== "));
        if (mark >= 0 && !marks) { // what had none was printed by the code under test
            marks = true;
            outcomes.clear();
            kind = null;
        }
        String body = line.substring(mark + 1);
        boolean own = mark >= 0 || !marks;
        if (own && outcome(body)) {
            return;
        }
        if (kind != null && body.startsWith(INDENT + " ".repeat(indent))) {
            log(body);
            return;
        }
        endOutcome();
        if (own && body.startsWith("=== ")) {
            turnTo(body.substring(body.lastIndexOf(' ') + 1), body.startsWith("=== RUN "));
        } else if (body.startsWith("Benchmark") && body.indexOf(' ') < 0 && body.indexOf('\t') < 0) {
            turnTo(body, true);
        } else if (mine && body.startsWith(INDENT) && !body.stripLeading().startsWith("--- ")) {
            log(body);
        }
    }

    List<Outcome> finish() {
        endOutcome();
        return List.copyOf(outcomes);
    }

    /** Reads {@code --- FAIL: TestStart/twice (0.00s)}, indented for subtests, or after output without a newline. */
    private boolean outcome(String body) {
        int start = body.lastIndexOf("--- ");
        int colon = body.indexOf(": ", Math.max(start, 0));
        Kind read = start < 0 || colon < 0 ? null : KINDS.get(body.substring(start + 4, colon));
        if (read == null) {
            return false;
        }
        int space = body.indexOf(' ', colon + 2);
        String named = body.substring(colon + 2, space < 0 ? body.length() : space);
        boolean duration = space < 0 || (body.startsWith("(", space + 1) && body.endsWith("s)"));
        if (!duration || !(named.equals(name) || named.equals(nameWithProcessors))) {
            return false;
        }
        endOutcome();
        kind = read;
        indent = body.substring(0, start).isBlank() ? start : 0;
        return true;
    }

    private void turnTo(String test, boolean starts) {
        if (starts && test.equals(name)) {
            text.clear();
        }
        mine = test.equals(name) || test.startsWith(name + "/");
    }

    private void log(String body) {
        String line = body.substring(INDENT.length() + (kind == null ? 0 : indent));
        if (line.stripLeading().startsWith("--- PASS: ")) {
            return;
        }
        if (text.size() == MAX_TEXT_LINES) {
            text.removeFirst();
        }
        text.addLast(line.length() <= MAX_TEXT_LINE ? line : line.substring(0, MAX_TEXT_LINE));
    }

    private void endOutcome() {
        if (kind == null) {
            return;
        }
        if (outcomes.size() == MAX_OUTCOMES) {
            outcomes.removeFirst();
        }
        outcomes.addLast(new Outcome(kind, new ArrayList<>(text)));
        kind = null;
        mine = false;
        text.clear();
    }
}
