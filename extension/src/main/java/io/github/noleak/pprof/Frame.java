package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Names one call of a stack: the raw Go symbol, the source file and the line, 0 where unknown.
 *
 * <p>Code without symbols has its address as the function, {@code 0x4a3f10}, and its binary as the file.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Frame(String function, String file, int line) {

    @Override
    public String toString() {
        return function + " " + file + ":" + line;
    }
}
