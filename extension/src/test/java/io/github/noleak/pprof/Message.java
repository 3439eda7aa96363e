package io.github.noleak.pprof;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Encodes a protobuf message field by field, valid or not. */
final class Message {

    private static final int BYTES = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message varint(int field, long value) {
        return write(out -> out.writeUInt64(field, value));
    }

    Message varints(int field, long... values) {
        for (long value : values) {
            varint(field, value);
        }
        return this;
    }

    Message packed(int field, long... values) {
        Message packed = new Message();
        for (long value : values) {
            packed.write(out -> out.writeUInt64NoTag(value));
        }
        return message(field, packed);
    }

    Message bytes(int field, byte[] value) {
        return write(out -> out.writeByteArray(field, value));
    }

    Message message(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    Message raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    Message raw(byte[] values) {
        bytes.writeBytes(values);
        return this;
    }

    /** A field of which only the beginning is there. */
    Message length(int field, long length) {
        return write(out -> {
            out.writeTag(field, BYTES);
            out.writeUInt64NoTag(length);
        });
    }

    Message add(Message other) {
        bytes.writeBytes(other.toBytes());
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private Message write(Writing writing) {
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            writing.to(out);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }
}
