package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Comparator;
import org.apiguardian.api.API;

/**
 * Names one call of a stack: the raw Go symbol, the source file and the line, 0 where unknown.
 *
 * <p>Code without symbols has its address as the function, {@code 0x4a3f10}, and its binary as the file.
 *
 * <p>Frames have an order, by which a {@link java.util.HashMap} still finds them fast where their hashes are the same.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Frame(String function, String file, int line) implements Comparable<Frame> {

    private static final Comparator<Frame> ORDER =
            Comparator.comparing(Frame::function).thenComparing(Frame::file).thenComparingInt(Frame::line);

    @Override
    public int compareTo(Frame other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return function + " " + file + ":" + line;
    }
}
