package io.github.noleak.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * A file to which the JVMs of a build add a line for each scenario. Whoever uses it holds its lock.
 *
 * <p>The first line names the build, and this journal of it. A line that a killed JVM has left unfinished is none.
 */
final class ReportJournal {

    private final FileChannel file;

    ReportJournal(FileChannel file) {
        this.file = file;
    }

    /** Returns the first line; empty where there is no whole one. */
    String title() throws IOException {
        String start = read(0, (int) Math.min(file.size(), 1_000));
        int end = start.indexOf('\n');
        return end < 0 ? "" : start.substring(0, end);
    }

    /** Begins it anew. */
    void begin(String title) throws IOException {
        file.truncate(0);
        append(title);
    }

    /** Returns the whole lines from a position on, and takes away what is left of an unfinished one. */
    List<String> from(long position) throws IOException {
        String text = read(position, (int) Math.min(file.size() - position, Integer.MAX_VALUE));
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        file.truncate(position + whole.getBytes(UTF_8).length);
        return whole.lines().toList();
    }

    void append(String line) throws IOException {
        ByteBuffer bytes = UTF_8.encode(line + "\n");
        long position = file.size();
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    long size() throws IOException {
        return file.size();
    }

    private String read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
            // There is more.
        }
        return UTF_8.decode(bytes.flip()).toString();
    }
}
