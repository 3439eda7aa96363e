package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** Writes frames of Java's stacks. */
@API(status = INTERNAL, since = "0.1")
public final class JavaFrames {

    private JavaFrames() {}

    /** Returns where a frame is, without the name of a class loader. */
    public static String line(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }
}
