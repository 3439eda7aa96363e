package io.github.noleak.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a Go module of many small benchmarks, none of which leaks. */
final class ManyBenchmarks {

    private ManyBenchmarks() {}

    /** Writes the module into a directory, over one of the same packages. */
    static void write(Path module, int packages, int benchmarks) throws IOException {
        Files.createDirectories(module);
        Files.writeString(module.resolve("go.mod"), "module example.com/many\n\ngo 1.19\n");
        for (int p = 0; p < packages; p++) {
            String name = "p%02d".formatted(p);
            StringBuilder source =
                    new StringBuilder("package " + name + "\n\nimport (\n\t\"strconv\"\n\t\"testing\"\n)\n");
            for (int i = p; i < benchmarks; i += packages) {
                source.append(benchmark(i));
            }
            source.append("\nvar sink string\n");
            Path directory = Files.createDirectories(module.resolve(name));
            Files.writeString(directory.resolve(name + "_test.go"), source);
        }
    }

    private static String benchmark(int number) {
        return """

                func Benchmark%04d(b *testing.B) {
                	for i := 0; i < b.N; i++ {
                		sink = strconv.Itoa(%d + i)
                	}
                }
                """.formatted(number, 1000 * number);
    }
}
