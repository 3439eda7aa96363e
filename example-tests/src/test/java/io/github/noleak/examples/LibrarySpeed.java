package io.github.noleak.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Times the gate over benchmarks that were written without a thought of it: those of Go's own library. It prints figures
 * and judges none.
 *
 * <p>All five packages take more than an hour; {@code -Dlibrary.package=net/http} takes one of them.
 */
class LibrarySpeed {

    @GoModule("the directory is set where it is run")
    @GoBenchmarks(packages = {"./encoding/json", "./bytes", "./strings", "./sort", "./net/http"})
    static class StandardLibrary {}

    @Test
    void besideGoTest() throws Exception {
        String module = goRoot().resolve("src").toString();
        String[] all = StandardLibrary.class.getAnnotation(GoBenchmarks.class).packages();
        String chosen = System.getProperty("library.package");
        if (chosen == null) {
            BesideGoTest.compare(StandardLibrary.class, module, all);
            return;
        }
        assertThat(all).as("-Dlibrary.package").contains("./" + chosen);
        BesideGoTest.compare(selectMethod(StandardLibrary.class.getName(), chosen), chosen, module, "./" + chosen);
    }

    private static Path goRoot() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("go", "env", "GOROOT").start();
        String directory = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Path.of(directory.strip());
    }
}
