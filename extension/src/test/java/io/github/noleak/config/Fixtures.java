package io.github.noleak.config;

import io.github.noleak.NoLeak;
import java.util.List;

/** Annotations to read; a class that is no test. */
final class Fixtures {

    private Fixtures() {}

    static Declared declared(String method) {
        try {
            return new Declared(
                    Annotated.class.getDeclaredMethod(method).getAnnotation(NoLeak.class), "Annotated." + method);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<Declared> declared(String nearest, String next) {
        return List.of(declared(nearest), declared(next));
    }

    @SuppressWarnings("UnusedMethod") // read by reflection
    private static final class Annotated {

        @NoLeak
        void nothing() {}

        @NoLeak(
                iterations = 50,
                retainedObjects = 1,
                retainedBytes = "2KB",
                goroutines = 3,
                openFiles = 4,
                threads = 5,
                allocObjects = 6,
                totalAlloc = "7MB")
        void everything() {}

        @NoLeak(goroutines = 9)
        void goroutines() {}

        @NoLeak(goroutines = 0)
        void noGoroutine() {}

        @NoLeak(retainedObjects = -1)
        void negativeObjects() {}

        @NoLeak(retainedBytes = "1 gallon")
        void badBytes() {}

        @NoLeak(totalAlloc = "-1MB")
        void negativeBytes() {}

        @NoLeak(iterations = 0)
        void noIterations() {}
    }
}
