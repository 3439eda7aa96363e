package io.github.noleak.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.Profile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attaches to a Go program that serves net/http/pprof by itself. */
class RealPprofTests {

    private static final Path SERVED =
            Path.of("src/test/go/served").toAbsolutePath().normalize();
    private static final Pattern ADDRESS = Pattern.compile("serving (http://\\S+)\n");
    private static final Settling SETTLING = new Settling(Duration.ofMillis(50), Duration.ofMinutes(5), true);

    @Test
    @Tag("go-matrix")
    void runningProgramIsSampled() throws IOException, InterruptedException {
        try (Workplace workplace = Workplace.open()) {
            ChildProcess program = workplace.startMerged(
                    List.of(build(workplace.newDirectory()).toString()), SERVED, Map.of());
            try (PprofSource source = PprofSource.of(workplace, address(program), Access.open())) {
                ServiceFindings findings = source.sample(SETTLING);

                assertThat(findings.settled()).isTrue();
                assertThat(findings.heapObjects()).isPositive();
                assertThat(findings.heapBytes()).isGreaterThan(64 << 20);
                assertThat(findings.totalAlloc()).isGreaterThanOrEqualTo(findings.heapBytes());
                assertThat(bytesOf(findings.heap(), "main.keep")).isGreaterThanOrEqualTo(64 << 20);
                assertThat(findings.goroutines())
                        .extracting(GoroutineGroup::state)
                        .contains("running")
                        .allSatisfy(state -> assertThat(state).isNotBlank());
                assertThat(findings.goroutines())
                        .filteredOn(g -> g.count() == 5)
                        .singleElement()
                        .satisfies(g -> {
                            assertThat(g.state()).isEqualTo("chan receive");
                            assertThat(g.creator()).asString().contains("main.main");
                        });
                assertThat(source.sample(SETTLING).totalAlloc()).isGreaterThan(findings.totalAlloc());
            }
        }
    }

    private static Path build(Path directory) throws IOException, InterruptedException {
        Path program = directory.resolve("served");
        ProcessBuilder builder = new ProcessBuilder(
                        GoToolchain.find(null, System.getenv()).go().toString(), "build", "-o", program.toString(), ".")
                .directory(SERVED.toFile())
                .redirectErrorStream(true);
        builder.environment().put("GOTOOLCHAIN", "local");
        builder.environment().put("GOWORK", "off");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return program;
    }

    private static URI address(ChildProcess program) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> ADDRESS.matcher(program.output().text()).find());
        Matcher matcher = ADDRESS.matcher(program.output().text());
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group(1));
    }

    private static long bytesOf(Profile heap, String function) {
        int bytes = heap.sampleType("inuse_space");
        long[] sum = new long[1];
        heap.forEach((stack, values) -> {
            if (stack.toString().contains(function)) {
                sum[0] += values[bytes];
            }
        });
        return sum[0];
    }
}
