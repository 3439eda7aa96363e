package io.github.noleak.go.output;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * One {@code --- FAIL: name} line with what was logged.
 *
 * @param text the log's lines, as {@code file_test.go:12: message}, those of subtests included; bounded
 */
@API(status = INTERNAL, since = "0.1")
public record Outcome(Kind kind, List<String> text) {

    /** How a test ended. */
    @API(status = INTERNAL, since = "0.1")
    public enum Kind {
        PASSED,
        FAILED,
        SKIPPED
    }

    public Outcome {
        text = List.copyOf(text);
    }
}
