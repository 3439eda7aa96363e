package io.github.noleak.cli;

/** Prints what is wrong with what was asked for, apart from what scenarios print. */
final class ErrorOutput {

    private ErrorOutput() {}

    /** Prints a text as a whole, also where both outputs go to the same place. */
    static void write(String text) {
        synchronized (System.out) {
            System.err.println(text);
        }
    }
}
