package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.NoLeak;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed file of a Go module whose service is known to leak. */
@Tag("go-alone")
class ServiceBaselineTests {

    /** A fixed place, because an annotation names it. */
    private static final String MODULE = "target/baseline-web";

    private static final Path DIRECTORY = Path.of(MODULE).toAbsolutePath();
    private static final Path BASELINE = DIRECTORY.resolve("noleak-baseline.json");
    private static final String FINGERPRINT = "heap example.com/web/store.(*Store).Keep";
    private static volatile List<String> paths = List.of();

    @TempDir
    Path reports;

    @BeforeEach
    void module() throws IOException {
        Path web = Path.of("src/test/go/web");
        Files.deleteIfExists(BASELINE);
        try (Stream<Path> files = Files.walk(web)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = DIRECTORY.resolve(web.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
    }

    @Test
    void newLeakWithoutAReasonIsAnErrorThatNamesTheSwitch() {
        paths = List.of("/keeps");

        assertThat(run("noleak.baseline.update", "true").gateFailure("calls", "ERROR ShopCase.calls: "))
                .contains("that noleak-baseline.json does not know need")
                .contains("-Dnoleak.baseline.reason=", FINGERPRINT, "LEAK ShopCase.calls: ", "store.go:41");
        assertThat(BASELINE).doesNotExist();
    }

    @Test
    void knownLeakPassesUntilItGrowsAndHidesNoOther() throws Exception {
        paths = List.of("/keeps");
        GateRun update = run("noleak.baseline.update", "true", "noleak.baseline.reason", "ticket 12");
        update.passes("calls");
        assertThat(update.scenario("calls").getString("message"))
                .contains("noleak-baseline.json is updated: new: " + FINGERPRINT);
        JsonObject written = JsonParser.object().from(Files.readString(BASELINE));
        assertThat(written.getObject("scenarios").getObject("ShopCase.calls").toString())
                .contains(FINGERPRINT, "ticket 12");
        String before = Files.readString(BASELINE);

        GateRun later = run();
        later.passes("calls");
        assertThat(later.scenario("calls").getString("message")).contains("known: ticket 12");

        paths = List.of("/keeps", "/keeps", "/keeps");
        assertThat(run().gateFailure("calls", "LEAK ShopCase.calls: ")).contains("A known leak has grown from ");

        paths = List.of("/keeps", "/waits");
        assertThat(run().gateFailure("calls", "LEAK ShopCase.calls: "))
                .contains("goroutines (limit 0)", "(*Store).Wait (store.go:27)");
        assertThat(BASELINE).content().isEqualTo(before);
    }

    private GateRun run(String... parameters) {
        String[] all = Stream.concat(Stream.of("noleak.service.budget", "5s"), Stream.of(parameters))
                .toArray(String[]::new);
        return GateRun.of(reports, ShopCase.class, all);
    }

    @GoModule(MODULE)
    @GoService(
            args = {"-addr", "127.0.0.1:${port}"},
            ready = "/ready")
    static class ShopCase {

        @NoLeak
        void calls(GoServiceProcess web) throws IOException {
            for (String path : paths) {
                try (InputStream answer = web.uri(path).toURL().openStream()) {
                    answer.readAllBytes();
                }
            }
        }
    }
}
