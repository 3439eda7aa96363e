package io.github.noleak.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.noleak.go.build.Program;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The programs of the Go module that shows what services do, each built once. */
final class Services implements AutoCloseable {

    static final Path DIRECTORY =
            Path.of("src/test/go/services").toAbsolutePath().normalize();

    /** So long that no machine is too slow. */
    static final Duration GENEROUS = Duration.ofMinutes(2);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Workplace workplace = Workplace.open();
    private final Map<String, Program> programs = new ConcurrentHashMap<>();
    private final ModuleListing module;

    Services() {
        this(Map.of());
    }

    /** Has variables in the environment of the module. */
    Services(Map<String, String> environment) {
        GoToolchain go = GoToolchain.find(null, System.getenv());
        module = ModuleListing.of(workplace, new BuildSettings(go, DIRECTORY, List.of(), environment, List.of()));
    }

    Workplace workplace() {
        return workplace;
    }

    ServiceProcess start(String name, ServicePlan plan) {
        return ServiceProcess.start(workplace, program(name), plan);
    }

    private Program program(String name) {
        return programs.computeIfAbsent(name, n -> Program.build(workplace, module, "./cmd/" + n, List.of()));
    }

    /** Plans a service that is given time. */
    static ServicePlan plan(String ready, String... arguments) {
        return new ServicePlan("shop", List.of(arguments), Map.of(), ready, GENEROUS, "");
    }

    static HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Returns the text that a service answers on its port without a name. */
    static String text(ServiceProcess service, String path) throws IOException, InterruptedException {
        return text(service, "", path);
    }

    static String text(ServiceProcess service, String port, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                get(URI.create("http://127.0.0.1:" + service.ports().get(port) + path));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new String(answer.body(), UTF_8);
    }

    /** Returns the ids of processes that a service has printed: {@code child 123}. */
    static List<Long> pids(String output, String word) {
        return Pattern.compile("(?m)^" + word + " (\\d+)$")
                .matcher(output)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }

    static void awaitEnd(long pid) {
        await().atMost(GENEROUS).until(() -> !isRunning(pid));
    }

    /** Where nobody collects orphans, an ended process stays as a zombie. */
    static boolean isRunning(long pid) {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            try {
                return Files.readAllLines(status).stream().noneMatch(l -> l.matches("State:\\s*[ZX].*"));
            } catch (IOException e) {
                return false;
            }
        }
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public void close() {
        workplace.close();
    }
}
