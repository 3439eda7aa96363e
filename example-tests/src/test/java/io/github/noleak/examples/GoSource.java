package io.github.noleak.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Go file of the examples, whose comments mark the lines that the tests expect.
 *
 * @param module the directory of the Go module
 * @param file the path of the file
 * @param lines the file's lines, without their ends
 */
record GoSource(Path module, Path file, List<String> lines) {

    /** The benchmarks and tests that leak, each beside its fixed twin. */
    static final Path INVENTORY = module("go/inventory");

    /** The service whose endpoints leak, each beside its fixed twin. */
    static final Path SHOP = module("go/shop");

    /** Returns the directory of a Go module, given as in {@link io.github.noleak.GoModule}. */
    static Path module(String directory) {
        return Path.of(System.getProperty("basedir", "")).resolve(directory);
    }

    static GoSource of(Path module, String pathInModule) {
        return read(module, module.resolve(pathInModule));
    }

    private static GoSource read(Path module, Path file) {
        try {
            return new GoSource(module, file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all the Go files of a module. */
    static List<GoSource> all(Path module) {
        try (Stream<Path> files = Files.walk(module)) {
            return files.filter(f -> f.toString().endsWith(".go"))
                    .sorted()
                    .map(f -> read(module, f))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines that end with the comment, from the first to the last. */
    List<Line> linesMarked(String comment) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).endsWith("// " + comment))
                .mapToObj(i -> new Line(file.getFileName().toString(), i + 1))
                .toList();
    }

    /** Returns the path of the file's package in the module, with slashes. */
    String packageDirectory() {
        return module.relativize(file.getParent()).toString().replace('\\', '/');
    }

    /**
     * A line as NoLeak and Go print it.
     *
     * @param file the name of the file without its directory
     * @param number the line, from 1
     */
    record Line(String file, int number) {

        @Override
        public String toString() {
            return file + ":" + number;
        }
    }
}
