package io.github.noleak.config;

import io.github.noleak.NoLeak;

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

    static Annotations declared(String method, String type) {
        return new Annotations(declared(method), declared(type));
    }

    @SuppressWarnings("UnusedMethod") // read by reflection
    private static final class Annotated {

        @NoLeak
        void nothing() {}

        @NoLeak(
                iterations = 50,
                within = true,
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

        @NoLeak(skip = "on the method")
        void exempt() {}

        @NoLeak(skip = "on the class")
        void exemptToo() {}

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
