package io.github.noleak.report;

import org.jspecify.annotations.Nullable;

/** Says which report cannot be merged, and why. */
final class MergeException extends Exception {

    private static final long serialVersionUID = 1;

    /** Creates an exception; the first line of the message stands alone. */
    MergeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
