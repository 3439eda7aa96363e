package io.github.noleak.pprof;

import com.google.protobuf.CodedOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Writes a profile of a size, and, as a program of its own, reads one and prints what is in it. */
final class LargeProfile {

    static final int DEPTH = 40;
    private static final int FUNCTIONS = 20_000;

    private LargeProfile() {}

    /** Returns the number of samples written. */
    static int write(Path file, long size) throws IOException {
        // Distinct enough: the reader keeps each sample for itself.
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> patterns = Stream.generate(
                        () -> random.longs(DEPTH, 1, FUNCTIONS + 1L).toArray())
                .limit(2000)
                .map(stack -> new Message().packed(1, stack).packed(2, 1).toBytes())
                .toList();
        try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(file))) {
            CodedOutputStream out = CodedOutputStream.newInstance(target, 1 << 16);
            out.writeByteArray(1, new Message().varint(1, 1).varint(2, 2).toBytes());
            int samples = 0;
            for (; out.getTotalBytesWritten() < size; samples++) {
                out.writeByteArray(2, patterns.get(samples % patterns.size()));
            }
            out.writeString(6, "");
            out.writeString(6, "inuse_objects");
            out.writeString(6, "count");
            for (int i = 1; i <= FUNCTIONS; i++) {
                out.writeByteArray(
                        5, new Message().varint(1, i).varint(2, i + 2L).toBytes());
                out.writeByteArray(
                        4,
                        new Message()
                                .varint(1, i)
                                .message(4, ProfileBytes.line(i, i))
                                .toBytes());
                out.writeString(6, "example.com/large/module/package.(*Type).Method" + i);
            }
            out.flush();
            return samples;
        }
    }

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        Profile profile = ProfileReader.read(() -> Files.newInputStream(file));
        long[] sums = new long[2];
        profile.forEach((stack, values) -> {
            sums[0] += values[0];
            sums[1] += stack.frames().size();
        });
        System.out.println(profile.sampleCount() + " " + sums[0] + " " + sums[1]);
    }
}
