package io.github.noleak.pprof;

import io.github.noleak.Holdings;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads and writes profiles, as a program of its own, and prints what it holds more for that. */
final class ManyProfiles {

    private static final int FUNCTIONS_BITS = 15;

    private ManyProfiles() {}

    private interface Work {
        void run() throws IOException;
    }

    /** Arguments: a directory, and how many small profiles to read and to write. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[0], "small.pb.gz");
        Path large = Path.of(args[0], "large.pb.gz");
        Path broken = Path.of(args[0], "broken.pb.gz");
        int times = Integer.parseInt(args[1]);
        Profile profile = ProfileBytes.small().read();
        write(profile, file);
        // Another thread reads ahead what is so large.
        write(CollidingNames.functions(FUNCTIONS_BITS, false), large);
        byte[] whole = Files.readAllBytes(large);
        Files.write(broken, Arrays.copyOf(whole, whole.length / 10 * 9));

        measure("small", times, 250, () -> {
            ProfileReader.read(() -> Files.newInputStream(file));
            write(profile, file);
        });
        measure("unwritable", times / 10, 100, () -> failing(() -> profile.write(new FullDisk())));
        measure("large", times / 100, 4, () -> ProfileReader.read(() -> Files.newInputStream(large)));
        measure("broken", times / 100, 4, () -> failing(() -> ProfileReader.read(() -> Files.newInputStream(broken))));
    }

    private static void write(Profile profile, Path file) throws IOException {
        try (OutputStream target = Files.newOutputStream(file)) {
            profile.write(target);
        }
    }

    private static void failing(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            return;
        }
        throw new IllegalStateException("this works");
    }

    /**
     * Prints the most that was held more after some operations in a row, for each; how many times that was seen; and by
     * how many bytes the heap has grown. A collection between two looks would close what was left open.
     */
    private static void measure(String name, int times, int inARow, Work work)
            throws IOException, InterruptedException {
        repeat(inARow, work);
        Holdings idle = Holdings.settled();
        Holdings last = idle;
        long threads = 0;
        long files = 0;
        long natives = 0;
        int looks = 0;
        for (int done = 0; done < times; done += inARow) {
            long collections = Holdings.collections();
            repeat(inARow, work);
            boolean nothingHidden = Holdings.collections() == collections;
            awaitThreads(idle.threads());
            last = Holdings.now();
            if (nothingHidden) {
                looks++;
                threads = Math.max(threads, last.threads() - idle.threads());
                files = Math.max(files, last.files() - idle.files());
                natives = Math.max(natives, last.natives() - idle.natives());
            }
        }
        System.out.printf(
                "%s %d %d %d %.2f %.2f %d%n",
                name,
                times,
                looks,
                threads,
                (double) files / inARow,
                (double) natives / inARow,
                last.heapBytes() - idle.heapBytes());
    }

    private static void repeat(int times, Work work) throws IOException {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    /** A thread that has nothing left to do may not have ended yet. */
    private static void awaitThreads(int most) throws InterruptedException {
        for (int look = 0; look < 1_000; look++) {
            if (ManagementFactory.getThreadMXBean().getThreadCount() <= most) {
                return;
            }
            Thread.sleep(20);
        }
    }

    private static final class FullDisk extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
