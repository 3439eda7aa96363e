package io.github.noleak.go.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.output.CutLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Reads the goroutines out of the text that Go prints for a crash, a SIGQUIT, {@code runtime.Stack} or the goroutine
 * profile with {@code debug=2}.
 *
 * <p>Text around the goroutines is passed over, and a last goroutine that is cut in the middle is left out. Memory is
 * bounded whatever the text.
 */
@API(status = INTERNAL, since = "0.1")
public final class GoroutineDump {

    private GoroutineDump() {}

    /** Returns the groups in the order in which they first appear. */
    public static List<GoroutineGroup> parse(Reader text) throws IOException {
        CutLines lines = new CutLines(text);
        GoroutineTally tally = new GoroutineTally();
        GoroutineCollector collector = new GoroutineCollector(tally);
        for (String line = lines.next(); line != null; line = lines.next()) {
            collector.accept(line, lines.terminated());
        }
        collector.finish();
        return tally.groups();
    }

    /** Returns the groups in the order in which they first appear; the text is UTF-8, and is not closed. */
    public static List<GoroutineGroup> parse(InputStream text) throws IOException {
        return parse(new InputStreamReader(text, UTF_8));
    }
}
