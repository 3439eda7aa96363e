package io.github.noleak.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Times the gate over benchmarks that were written without a thought of it: those of Go's own library. It prints figures
 * and judges none.
 *
 * <p>All five packages take an hour; {@code -Dlibrary.package=net/http} takes one of them.
 */
class LibrarySpeed {

    private static final String MODULE = "the directory is set where it is run";

    private static final Map<String, Class<?>> SUITES = Map.of(
            "encoding/json", EncodingJson.class,
            "bytes", Bytes.class,
            "strings", Strings.class,
            "sort", Sort.class,
            "net/http", NetHttp.class);

    @GoModule(MODULE)
    @GoBenchmarks(packages = {"./encoding/json", "./bytes", "./strings", "./sort", "./net/http"})
    static class StandardLibrary {}

    @GoModule(MODULE)
    @GoBenchmarks(packages = "./encoding/json")
    static class EncodingJson {}

    @GoModule(MODULE)
    @GoBenchmarks(packages = "./bytes")
    static class Bytes {}

    @GoModule(MODULE)
    @GoBenchmarks(packages = "./strings")
    static class Strings {}

    @GoModule(MODULE)
    @GoBenchmarks(packages = "./sort")
    static class Sort {}

    @GoModule(MODULE)
    @GoBenchmarks(packages = "./net/http")
    static class NetHttp {}

    @Test
    void besideGoTest() throws Exception {
        String chosen = System.getProperty("library.package", "");
        Class<?> suite = chosen.isEmpty() ? StandardLibrary.class : SUITES.get(chosen);
        assertThat(suite)
                .as("-Dlibrary.package=%s is none of %s", chosen, SUITES.keySet())
                .isNotNull();
        String[] packages = chosen.isEmpty() ? SUITES.keySet().toArray(String[]::new) : new String[] {chosen};
        BesideGoTest.compare(suite, goRoot().resolve("src").toString(), packages);
    }

    private static Path goRoot() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("go", "env", "GOROOT").start();
        String directory = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Path.of(directory.strip());
    }
}
