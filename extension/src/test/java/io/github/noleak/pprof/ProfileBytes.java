package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes small profiles for tests, as Go does: the strings come last. */
final class ProfileBytes {

    private final List<String> strings = new ArrayList<>(List.of(""));
    private final Message fields = new Message();

    /** Two functions, called by one another, in one sample of two values. */
    static ProfileBytes small() {
        return new ProfileBytes()
                .sampleType("objects", "count")
                .sampleType("space", "bytes")
                .function(1, "main.leak", "/src/main.go")
                .function(2, "main.main", "/src/main.go")
                .location(1, line(1, 10))
                .location(2, line(2, 20))
                .sample(List.of(1L, 2L), 3, 48);
    }

    static Message line(long function, long line) {
        return new Message().varint(1, function).varint(2, line);
    }

    ProfileBytes sampleType(String type, String unit) {
        return field(1, new Message().varint(1, string(type)).varint(2, string(unit)));
    }

    ProfileBytes function(long id, String name, String file) {
        return field(5, new Message().varint(1, id).varint(2, string(name)).varint(4, string(file)));
    }

    ProfileBytes location(long id, Message... lines) {
        Message location = new Message().varint(1, id);
        for (Message line : lines) {
            location.message(4, line);
        }
        return field(4, location);
    }

    ProfileBytes sample(List<Long> locations, long... values) {
        long[] ids = locations.stream().mapToLong(Long::longValue).toArray();
        return field(2, new Message().packed(1, ids).packed(2, values));
    }

    ProfileBytes field(int field, Message message) {
        fields.message(field, message);
        return this;
    }

    ProfileBytes number(int field, long value) {
        fields.varint(field, value);
        return this;
    }

    ProfileBytes raw(Message message) {
        fields.add(message);
        return this;
    }

    long string(String text) {
        if (!strings.contains(text)) {
            strings.add(text);
        }
        return strings.indexOf(text);
    }

    byte[] toBytes() {
        Message all = new Message().add(fields);
        strings.forEach(text -> all.bytes(6, text.getBytes(UTF_8)));
        return all.toBytes();
    }

    Profile read() {
        try {
            return ProfileReader.read(source(toBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProfileSource source(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }
}
