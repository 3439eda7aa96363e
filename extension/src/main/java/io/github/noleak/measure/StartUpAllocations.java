package io.github.noleak.measure;

import io.github.noleak.pprof.Frame;
import java.util.List;

/**
 * Knows what a process does once, before its first operation.
 *
 * <p>It is no growth, and it is not seen alike in any two processes: the test framework sets the profile rate only after
 * the packages are initialised, so that Go's own rate decides by chance which of their large objects are recorded.
 */
final class StartUpAllocations {

    private static final String INITIALISATION = "runtime.doInit"; // and, since Go 1.21, doInit1 below it

    private static final String RUN = "testing.(*M).Run";

    private StartUpAllocations() {}

    /** Returns whether a stack, leaf first, is of a package's initialisation or of what a TestMain does before it runs. */
    static boolean own(List<Frame> stack) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            String function = stack.get(i).function();
            if (function.startsWith(INITIALISATION)) {
                return true;
            }
            if (function.equals("main.main")) {
                return i > 0 && stack.get(i - 1).function().endsWith(".TestMain") && !runs(stack);
            }
            if (!RuntimeAllocations.ofRuntime(stack.get(i))) {
                return false;
            }
        }
        return false;
    }

    private static boolean runs(List<Frame> stack) {
        return stack.stream().anyMatch(f -> f.function().equals(RUN));
    }
}
