package io.github.noleak.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Go file of the examples, whose comments mark the lines that the tests expect. */
record GoSource(Path file, List<String> lines) {

    /** The Go module that has a fixed twin for everything that leaks. */
    static final Path INVENTORY = Path.of(System.getProperty("basedir", ""), "go", "inventory");

    static GoSource of(String pathInModule) {
        return read(INVENTORY.resolve(pathInModule));
    }

    private static GoSource read(Path file) {
        try {
            return new GoSource(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all the Go files of the module. */
    static List<GoSource> all() {
        try (Stream<Path> files = Files.walk(INVENTORY)) {
            return files.filter(f -> f.toString().endsWith(".go"))
                    .sorted()
                    .map(GoSource::read)
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
        return INVENTORY.relativize(file.getParent()).toString().replace('\\', '/');
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
