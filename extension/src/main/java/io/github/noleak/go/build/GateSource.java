package io.github.noleak.go.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.module.CachedModule;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.ModuleListing;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The Go code that is compiled into a test binary through an overlay.
 *
 * <p>All of it but two functions is a package of its own, so that nothing that the package under test declares can give
 * a name in it another meaning, and Go compiles it once for the whole module.
 */
@API(status = INTERNAL, since = "0.1")
public final class GateSource {

    // The names are the same in every build, so that Go's build cache serves the next one.
    private static final String MARK = "7f3c";
    private static final String DIRECTORY = "noleakgate_" + MARK;
    private static final List<String> FILES = List.of(
            "gate.go",
            "records.go",
            "resources.go",
            "resources_linux.go",
            "resources_other.go",
            "series.go",
            "tally.go",
            "parts.go",
            "within.go",
            "looks.go",
            "views.go",
            "unclosed.go",
            "process_unix.go",
            "process_other.go");

    /** Is not compiled into tests, which need no HTTP. */
    private static final String SERVICE = "service.go";

    /**
     * Sorts behind all other file names, so that its benchmark runs last: Go takes letters beyond ASCII there, but no
     * sign that stands behind the small letters.
     */
    private static final String HOOK = "\uff5anoleak_gate_" + MARK + "_test.go";

    /** Sorts behind the other one. */
    private static final String SERIES_HOOK = "\uff5anoleak_series_" + MARK + "_test.go";

    /** Stands beside the main function of a program. */
    private static final String PROGRAM = "noleak_gate_" + MARK + ".go";

    public static final String BENCHMARK = "BenchmarkNoleakGate_" + MARK;
    public static final String TEST = "TestNoleakMark_" + MARK;

    private GateSource() {}

    /** Returns whether a source file is the gate's. */
    public static boolean owns(String file) {
        return file.endsWith(HOOK)
                || file.endsWith(SERIES_HOOK)
                || file.endsWith(PROGRAM)
                || file.contains("/" + DIRECTORY + "/");
    }

    /** Returns whether a function of a test binary is the gate's. */
    static boolean isName(String function) {
        return function.equals(BENCHMARK) || function.equals(TEST);
    }

    /** Returns the import path of the gate in a module. */
    static String importPath(ModuleListing module) {
        return module.path().isEmpty() ? DIRECTORY : module.path() + "/" + DIRECTORY;
    }

    /**
     * Writes the gate's files for the tests of a package, and the overlay that puts them in their places.
     *
     * @param counting whether the operations of the package's loops are counted
     * @param goRoot the toolchain that compiles them, as far as an overlay may replace files there
     */
    static TestOverlay writeOverlay(
            Path target, ModuleListing module, GoPackage goPackage, boolean counting, Optional<Path> goRoot)
            throws IOException {
        JsonObject replace = gate(target, module, FILES);
        if (counting) {
            countLoops(replace, target, goPackage);
        }
        hook(replace, target, "hook", HOOK, module, goPackage);
        Optional<TestingSource> testing = goRoot.isPresent() ? TestingSource.in(goRoot.get()) : Optional.empty();
        if (testing.isPresent()) {
            hook(replace, target, "series_hook", SERIES_HOOK, module, goPackage);
            // A file of its own would not be compiled: Go 1.19 goes by an index of those of its library.
            Path benchmark = Files.writeString(
                    target.resolve("benchmark.go"),
                    named(TestingSource.benchmark(module.goRoot()))
                            + testing.get().benchmark()
                            + added(testing.get()));
            Path tests = Files.writeString(
                    target.resolve("tests.go"),
                    named(TestingSource.tests(module.goRoot())) + testing.get().tests());
            replace.put(TestingSource.benchmark(goRoot.get()).toString(), benchmark.toString());
            replace.put(TestingSource.tests(goRoot.get()).toString(), tests.toString());
        }
        return new TestOverlay(overlay(target, replace), testing.isPresent());
    }

    private static void countLoops(JsonObject replace, Path target, GoPackage goPackage) throws IOException {
        try (DirectoryStream<Path> tests = Files.newDirectoryStream(goPackage.directory(), "*_test.go")) {
            for (Path test : tests) {
                // Names stay in whatever encoding they are.
                Optional<String> counted = CountedLoops.in(Files.readString(test, ISO_8859_1));
                if (counted.isPresent()) {
                    Path written = target.resolve("counted-" + replace.size() + ".go");
                    Files.writeString(written, counted.get(), ISO_8859_1);
                    replace.put(goPackage.directory() + File.separator + test.getFileName(), written.toString());
                }
            }
        }
    }

    /**
     * Has the compiler name a file by its place: of one in an overlay, the build cache keeps the name that it had first
     * (findings/go-overlay-file-names.sh).
     */
    private static String named(Path file) {
        return "//line " + file.toString().replace('\\', '/') + ":1\n";
    }

    private static String added(TestingSource testing) throws IOException {
        StringBuilder added = new StringBuilder(resource("testing.go.txt"));
        if (testing.asksInLoop()) {
            added.append(resource("testing_loop.go.txt"));
        }
        if (testing.asksInParallel()) {
            added.append(resource("testing_parallel.go.txt"));
        }
        return testing.filledIn(added.toString());
    }

    /**
     * What a package's tests are built with.
     *
     * @param series whether the binary can call its benchmarks and tests in series
     */
    record TestOverlay(Path file, boolean series) {}

    private static void hook(
            JsonObject replace, Path target, String name, String file, ModuleListing module, GoPackage goPackage)
            throws IOException {
        Path hook = Files.writeString(
                target.resolve(name + "_test.go"),
                resource(name + ".go.txt")
                        .replace("%PACKAGE%", goPackage.name())
                        .replace("%GATE%", importPath(module))
                        .replace("%BENCHMARK%", BENCHMARK)
                        .replace("%TEST%", TEST));
        // No Path is made of the name: a JVM in a plain locale could not.
        replace.put(goPackage.directory() + File.separator + file, hook.toString());
    }

    /** Writes the gate's files for a program that goes on running, and the overlay that puts them in their places. */
    static Path writeProgramOverlay(Path target, ModuleListing module, GoPackage main) throws IOException {
        return overlay(target, program(target, module, main.directory()));
    }

    /** Writes the same for a program of a module that lies below the module cache. */
    static Path writeProgramOverlay(
            Path target, ModuleListing module, GoPackage main, CachedModule cached, GoCommand go) throws IOException {
        JsonObject replace = program(target, module, cached.placeOf(main.directory(), module));
        cached.addTo(replace, target, module, go);
        return overlay(target, replace);
    }

    private static JsonObject program(Path target, ModuleListing module, Path directory) throws IOException {
        List<String> files = new ArrayList<>(FILES);
        files.add(SERVICE);
        JsonObject replace = gate(target, module, files);
        Path hook = target.resolve("program.go");
        Files.writeString(hook, resource("program.go.txt").replace("%GATE%", importPath(module)));
        replace.put(directory.resolve(PROGRAM).toString(), hook.toString());
        return replace;
    }

    private static JsonObject gate(Path target, ModuleListing module, List<String> files) throws IOException {
        JsonObject replace = new JsonObject();
        for (String file : files) {
            Path written = target.resolve(file);
            Files.writeString(written, resource(file));
            replace.put(module.directory().resolve(DIRECTORY).resolve(file).toString(), written.toString());
        }
        return replace;
    }

    private static Path overlay(Path target, JsonObject replace) throws IOException {
        JsonObject overlay = new JsonObject();
        overlay.put("Replace", replace);
        return Files.writeString(target.resolve("overlay.json"), JsonWriter.string(overlay));
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = GateSource.class.getResourceAsStream("/io/github/noleak/go/gate/" + name)) {
            if (stream == null) {
                throw new IOException("gate/" + name + " is missing from the jar of noleak-junit");
            }
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
