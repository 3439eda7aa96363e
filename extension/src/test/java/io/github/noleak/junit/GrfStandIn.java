package io.github.noleak.junit;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.ProfileBuilder;
import io.github.noleak.pprof.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Stands in for the command {@code grf}, which not every machine has: it takes the same arguments, wants a process that
 * is alive, and writes a profile of the same form, which has more the second time.
 */
final class GrfStandIn {

    private static final String SCRIPT = """
            #!/bin/sh
            # grf attach PID EXECUTABLE -o OUTPUT
            here=$(dirname "$0")
            [ "$1" = attach ] && [ -x "$3" ] && [ "$4" = -o ] && kill -0 "$2" || exit 1
            echo "$(tr '\\0' ' ' < "/proc/$2/cmdline")" >> "$here/seen"
            if [ -e "$here/before" ]; then
              mv "$here/before" "$5"
            else
              cp "$here/after" "$5"
            fi
            echo "successfully output to $5"
            """;

    private GrfStandIn() {}

    /** Makes the command in a directory. */
    static void in(Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve("before"), 1 << 10);
        write(directory.resolve("after"), 1 << 30);
        Files.deleteIfExists(directory.resolve("seen"));
        Path script = Files.writeString(directory.resolve("grf"), SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Writes a profile of other values. */
    static void writeOther(Path file) throws IOException {
        try (OutputStream target = Files.newOutputStream(file)) {
            ProfileBuilder.of(new ValueType("objects", "count"))
                    .add(new CallStack(List.of(new Frame("small.kept", "", 0))), 1)
                    .build()
                    .write(target);
        }
    }

    private static void write(Path file, long bytes) throws IOException {
        List<Frame> frames =
                List.of(new Frame("next. (*small.node)", "", 0), new Frame("small.kept. (*small.node)", "", 0));
        try (OutputStream target = Files.newOutputStream(file)) {
            ProfileBuilder.of(new ValueType("inuse_objects", "count"), new ValueType("inuse_space", "bytes"))
                    .add(new CallStack(frames), bytes / 16, bytes)
                    .build()
                    .write(target);
        }
    }
}
