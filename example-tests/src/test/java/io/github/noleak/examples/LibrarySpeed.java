package io.github.noleak.examples;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Times the gate over benchmarks that were written without a thought of it: those of Go's own library. It prints figures
 * and judges none.
 */
class LibrarySpeed {

    /** Benchmarks that were written without a thought of this gate: the module is Go's own library. */
    @GoModule("the directory is set where it is run")
    @GoBenchmarks(packages = {"./encoding/json", "./bytes", "./strings", "./sort", "./net/http"})
    static class StandardLibrary {}

    @Test
    void besideGoTest() throws Exception {
        BesideGoTest.compare(
                StandardLibrary.class,
                goRoot().resolve("src").toString(),
                "encoding/json",
                "bytes",
                "strings",
                "sort",
                "net/http");
    }

    private static Path goRoot() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("go", "env", "GOROOT").start();
        String directory = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Path.of(directory.strip());
    }
}
