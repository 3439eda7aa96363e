package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** Files that nobody but the garbage collector closed, after so many operations of one call. */
@API(status = INTERNAL, since = "0.1")
public record UnclosedFiles(long files, long operations) {

    /** Checks that there are some. */
    public UnclosedFiles {
        if (files <= 0 || operations <= 0) {
            throw new IllegalArgumentException(files + " files of " + operations + " operations");
        }
    }
}
