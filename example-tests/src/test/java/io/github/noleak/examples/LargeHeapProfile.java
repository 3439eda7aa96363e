package io.github.noleak.examples;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a heap profile of a size, such as a large Go program has: stacks that share their roots, some functions
 * inlined, the size of the objects as a label, and the strings last.
 */
final class LargeHeapProfile {

    private static final int FUNCTIONS = 6_000;
    private static final int LOCATIONS = 20_000;
    private static final int DEEPEST = 60;
    private static final int FEWEST = 8;
    private static final int CALLEES = 4;
    private static final int BYTES = 2;

    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final SplittableRandom random;

    private LargeHeapProfile(long seed) {
        random = new SplittableRandom(seed);
        string("");
    }

    @FunctionalInterface
    private interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    /**
     * Writes a profile.
     *
     * @param size its bytes before they are compressed, at least
     * @param seed two profiles of different seeds have the same functions, and mostly other stacks
     */
    static void write(Path file, long size, long seed) throws IOException {
        try (OutputStream target = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            CodedOutputStream out = CodedOutputStream.newInstance(target, 1 << 16);
            new LargeHeapProfile(seed).write(out, size);
            out.flush();
        }
    }

    private void write(CodedOutputStream out, long size) throws IOException {
        for (String type :
                List.of("alloc_objects count", "alloc_space bytes", "inuse_objects count", "inuse_space bytes")) {
            String[] parts = type.split(" ", 2);
            message(out, 1, valueType(parts[0], parts[1]));
        }
        message(out, 3, mapping -> {
            mapping.writeUInt64(1, 1);
            mapping.writeUInt64(2, 0x400000);
            mapping.writeUInt64(3, 0x2400000);
            mapping.writeInt64(5, string("/usr/local/bin/server"));
            mapping.writeBool(7, true);
        });
        for (int i = 1; i <= FUNCTIONS; i++) {
            int function = i;
            String name = "example.com/server/internal/part%d.(*Handler%d).Serve%d".formatted(i % 90, i % 700, i);
            message(out, 5, fields -> {
                fields.writeUInt64(1, function);
                fields.writeInt64(2, string(name));
                fields.writeInt64(3, string(name));
                fields.writeInt64(
                        4, string("/src/server/internal/part%d/handler%d.go".formatted(function % 90, function % 700)));
                fields.writeInt64(5, function % 900);
            });
        }
        for (int i = 1; i <= LOCATIONS; i++) {
            writeLocation(out, i);
        }
        while (out.getTotalBytesWritten() < size) {
            writeSample(out);
        }
        out.writeInt64(9, 1_800_000_000_000_000_000L);
        message(out, 11, valueType("space", "bytes"));
        out.writeInt64(12, 524_288);
        for (String text : strings.keySet()) {
            out.writeString(6, text);
        }
    }

    private Fields valueType(String type, String unit) {
        return fields -> {
            fields.writeInt64(1, string(type));
            fields.writeInt64(2, string(unit));
        };
    }

    private static void writeLocation(CodedOutputStream out, int id) throws IOException {
        message(out, 4, location -> {
            location.writeUInt64(1, id);
            location.writeUInt64(2, 1);
            location.writeUInt64(3, 0x400000 + id * 64L);
            for (int inlined = id % 5 == 0 ? 2 : 1; inlined > 0; inlined--) {
                int function = 1 + (id + inlined * 13) % FUNCTIONS;
                message(location, 4, line -> {
                    line.writeUInt64(1, function);
                    line.writeInt64(2, 10 + id % 300);
                });
            }
        });
    }

    /** Each function calls a few others: most stacks share what is near their roots. */
    private void writeSample(CodedOutputStream out) throws IOException {
        int depth = random.nextInt(FEWEST, DEEPEST);
        List<Integer> stack = new ArrayList<>();
        int location = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            stack.add(0, location);
            location = 1 + (location * 31 + random.nextInt(CALLEES) * 7919) % LOCATIONS;
        }
        long objects = 1L + random.nextInt(50);
        long bytes = 16L << random.nextInt(8);
        boolean live = random.nextInt(3) == 0;
        message(out, 2, sample -> {
            packed(sample, 1, stack.stream().mapToLong(Integer::longValue).toArray());
            packed(sample, 2, objects, objects * bytes, live ? objects / 2 : 0, live ? objects / 2 * bytes : 0);
            message(sample, 3, label -> {
                label.writeInt64(1, string("bytes"));
                label.writeInt64(3, bytes);
            });
        });
    }

    private static void packed(CodedOutputStream out, int field, long... values) throws IOException {
        message(out, field, packed -> {
            for (long value : values) {
                packed.writeUInt64NoTag(value);
            }
        });
    }

    private static void message(CodedOutputStream out, int field, Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream inner = CodedOutputStream.newInstance(bytes, 512);
        fields.to(inner);
        inner.flush();
        out.writeTag(field, BYTES);
        out.writeUInt32NoTag(bytes.size());
        out.writeRawBytes(bytes.toByteArray());
    }

    private int string(String text) {
        return strings.computeIfAbsent(text, t -> strings.size());
    }
}
