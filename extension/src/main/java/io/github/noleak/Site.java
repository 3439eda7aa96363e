package io.github.noleak;

import org.apiguardian.api.API;

/**
 * A place in Go code.
 *
 * @param function the raw Go symbol, such as {@code example.com/inventory/cache.(*Cache).Put}
 * @param file the path of the source file
 * @param line the line, from 1; 0 where it is not known
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Site(String function, String file, int line) {

    /** Returns the frame as reports print it: {@code function file:line}. */
    @Override
    public String toString() {
        return function + " " + file + ":" + line;
    }
}
