package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.MEGABYTE;
import static io.github.noleak.examples.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.goroutine.GoroutineDump;
import io.github.noleak.go.goroutine.GoroutineGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times how a fresh JVM groups a large dump of goroutines. It prints figures and judges none of them. */
class DumpSpeed {

    private static final int GOROUTINES = 100_000;
    private static final int GROUPS = 200;
    private static final int HEAP = 128;

    @TempDir
    private Path directory;

    /** Groups the dump in a file, and prints how many groups there are, and goroutines in them. */
    static final class Grouping {

        private Grouping() {}

        public static void main(String[] args) throws IOException {
            try (InputStream dump = Files.newInputStream(Path.of(args[0]))) {
                List<GoroutineGroup> groups = GoroutineDump.parse(dump);
                System.out.println(groups.size() + " "
                        + groups.stream().mapToInt(GoroutineGroup::count).sum());
            }
        }
    }

    @Test
    void grouping() throws Exception {
        Path dump = directory.resolve("dump.txt");
        LargeGoroutineDump.write(dump, GOROUTINES, GROUPS, 1);
        List<String> command = MeasuredProcess.java(HEAP, Grouping.class);
        command.add(dump.toString());

        MeasuredProcess run = MeasuredProcess.run(command, directory);

        assertThat(run.output()).isEqualTo(GROUPS + " " + GOROUTINES + System.lineSeparator());
        print(
                "%,d goroutines, %.0f MB: grouped in %.2f s by a fresh JVM of %.0f MB%n",
                GOROUTINES, Files.size(dump) / MEGABYTE, run.seconds(), run.megabytes());
    }
}
