package io.github.noleak.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Writes the stacks of many goroutines as {@code runtime.Stack} prints them: each deep, each with addresses of its own. */
final class LargeGoroutineDump {

    private static final int FRAMES = 18;

    private static final List<String> STATES =
            List.of("chan receive", "chan send", "select", "IO wait", "sync.Mutex.Lock");

    private LargeGoroutineDump() {}

    /**
     * Writes a dump of goroutines, each of about 2 kB.
     *
     * @param groups how many different places they stand at; goroutine i stands at place {@code i % groups}
     */
    static void write(Path file, int goroutines, int groups, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
            for (int i = 0; i < goroutines; i++) {
                int group = i % groups;
                String minutes = random.nextBoolean() ? ", " + (1 + random.nextInt(600)) + " minutes" : "";
                out.write("goroutine " + (i + 1) + " [" + STATES.get(group % STATES.size()) + minutes + "]:\n");
                for (int f = 0; f < FRAMES; f++) {
                    String address = Long.toHexString(0xc000000000L + random.nextInt(1 << 30));
                    out.write("example.com/shop/orders.(*Desk).step" + f + "(0x" + address + ", {0x" + address
                            + ", 0x20})\n");
                    out.write("\t/src/shop/orders/desk.go:" + (f == 0 ? 1_000 + group : f) + " +0x"
                            + Integer.toHexString(random.nextInt(4096)) + "\n");
                }
                out.write("created by example.com/shop/orders.(*Desk).Open in goroutine 1\n");
                out.write("\t/src/shop/orders/desk.go:12 +0x1d\n\n");
            }
        }
    }
}
