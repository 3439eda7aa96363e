package io.github.noleak.service;

import static io.github.noleak.service.Services.GENEROUS;
import static io.github.noleak.service.Services.awaitEnd;
import static io.github.noleak.service.Services.get;
import static io.github.noleak.service.Services.pids;
import static io.github.noleak.service.Services.plan;
import static io.github.noleak.service.Services.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.noleak.go.GoException;
import io.github.noleak.go.output.Facts;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts and ends Go programs that behave well and badly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceProcessTests {

    private static final String ADDRESS = "127.0.0.1:${port}";

    private final Services services = new Services(Map.of("OF_MODULE", "kept"));

    @AfterAll
    void close() {
        services.close();
    }

    // ---- ready ----

    @Test
    @Tag("go-matrix")
    void isReadyOnceAPathIsAnsweredWithSuccess() throws Exception {
        try (ServiceProcess shop = services.start("web", plan("/healthz", "-refusals", "3", ADDRESS))) {
            assertThat(text(shop, "/asked")).isEqualTo("4");
        }
    }

    @Test
    void isReadyOnceAnAddressIsAnswered() throws Exception {
        String address = "http://127.0.0.1:${port:admin}/healthz";
        ServicePlan plan = plan(address, "-refusals", "1", "127.0.0.1:${port:shop}", "127.0.0.1:${port:admin}");
        try (ServiceProcess shop = services.start("web", plan)) {
            assertThat(text(shop, "shop", "/asked")).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", ""})
    void isReadyOnceItsPortIsOpen(String ready) throws Exception {
        try (ServiceProcess shop = services.start("web", plan(ready, "-delay", "300ms", ADDRESS));
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), shop.ports().get(""))) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void isReadyOnceItsNamedPortIsOpen() throws Exception {
        ServicePlan plan = plan("tcp:admin", "-delay", "300ms", "127.0.0.1:${port:admin}");
        try (ServiceProcess shop = services.start("web", plan)) {
            assertThat(text(shop, "admin", "/asked")).isEqualTo("0");
        }
    }

    @Test
    void isReadyOnceALineIsPrinted() {
        try (ServiceProcess shop = services.start("web", plan("line:accepting", "-delay", "300ms", ADDRESS))) {
            assertThat(shop.output()).contains("accepting orders");
        }
    }

    @Test
    void isReadyOnceItHasStartedWhereNothingElseIsSaid() throws Exception {
        try (ServiceProcess shop = services.start("silent", plan(""))) {
            assertThat(shop.isAlive()).isTrue();
            assertThat(shop.ports()).isEmpty();
            assertThat(get(shop.pprof()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void portThatNoPlaceholderHasIsTold() {
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> services.start("silent", plan("tcp:admin", "127.0.0.1:${port:shop}")))
                .withMessageContaining("@GoService(ready = \"tcp:admin\")")
                .withMessageContaining("shop")
                .withMessageContaining(Readiness.ALLOWED);
    }

    // ---- what it is given ----

    @Test
    void portsOfAllNamesAreFilledInEverywhere() throws Exception {
        ServicePlan plan = new ServicePlan(
                "shop",
                List.of("127.0.0.1:${port:shop}"),
                Map.of("ADDRESSES", "127.0.0.1:${port} 127.0.0.1:${port:admin}", "GREETING", "hello"),
                "line:accepting",
                GENEROUS,
                "");
        try (ServiceProcess shop = services.start("web", plan)) {
            assertThat(shop.ports()).containsOnlyKeys("", "shop", "admin");
            assertThat(shop.ports().values()).doesNotHaveDuplicates();
            for (String port : shop.ports().keySet()) {
                await().atMost(GENEROUS)
                        .ignoreExceptions()
                        .until(() -> !text(shop, port, "/asked").isEmpty());
            }
            assertThat(text(shop, "/environment").lines())
                    .contains("GREETING=hello", "OF_MODULE=kept")
                    .contains("ADDRESSES=127.0.0.1:" + shop.ports().get("") + " 127.0.0.1:"
                            + shop.ports().get("admin"));
        }
    }

    @Test
    void runsInTheModulesDirectoryAndDoesNotSeeTheGatesVariables() throws Exception {
        try (ServiceProcess shop = services.start("web", plan("/healthz", ADDRESS))) {
            assertThat(Path.of(text(shop, "/directory").replace("<nil>", "").strip()))
                    .isEqualTo(Services.DIRECTORY.toRealPath());
            assertThat(text(shop, "/environment").lines())
                    .contains("OF_MODULE=kept")
                    .noneMatch(l -> l.startsWith("NOLEAK_"));
        }
    }

    @Test
    void standardInputIsAtItsEnd() {
        try (ServiceProcess shop = services.start("input", plan("line:read"))) {
            assertThat(shop.output()).contains("read 0 bytes and <nil>");
            assertThat(shop.isAlive()).isTrue();
        }
    }

    // ---- not ready ----

    @Test
    void statusThatIsNoSuccessIsTold() {
        GoException e = notReady("unready", "/healthz", "answered", ADDRESS);
        assertThat(e.headline()).containsPattern("GET http://127\\.0\\.0\\.1:\\d+/healthz answered 503");
        assertThat(e.details()).contains("  | waiting for the database");
        assertThat(e.details().get(0)).contains("ready = \"/healthz\"", "`ready`", "`startTimeout`");
    }

    @Test
    void portThatStaysClosedIsTold() {
        GoException e = notReady("silent", "tcp", "refused", ADDRESS);
        assertThat(e.headline()).containsPattern("port \\d+: ");
        assertThat(e.details()).contains("  | warming up");
        assertThat(e.details().get(0)).contains("ready = \"tcp\"", "`ready`", "`startTimeout`");
    }

    @Test
    void lineThatDoesNotComeIsTold() {
        GoException e = notReady("silent", "line:open for business", "no line");
        assertThat(e.headline()).contains("no line with \"open for business\"");
        assertThat(e.details()).contains("  | warming up");
    }

    /** Starts a service with as little time as lets it come so far that the words are in the message. */
    private GoException notReady(String name, String ready, String words, String... arguments) {
        for (Duration timeout = Duration.ofMillis(1_500); ; timeout = timeout.multipliedBy(4)) {
            ServicePlan plan = new ServicePlan("shop", List.of(arguments), Map.of(), ready, timeout, "");
            GoException e = catchThrowableOfType(
                    GoException.class, () -> services.start(name, plan).close());
            assertThat(e).isNotNull();
            boolean far = e.headline().contains(words) && !e.getMessage().contains("printed nothing");
            if (far || timeout.compareTo(GENEROUS) > 0) {
                assertThat(e.headline())
                        .startsWith(
                                "The Go service shop was not ready after %.1f s: ".formatted(timeout.toMillis() / 1e3));
                return e;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 255})
    void endBeforeItIsReadyIsToldWithItsCodeAndWords(int code) {
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> services.start("quits", plan("tcp", String.valueOf(code), ADDRESS)))
                .satisfies(e -> {
                    assertThat(e.headline())
                            .isEqualTo("The Go service shop ended before it was ready: exit code " + code);
                    assertThat(e.details())
                            .containsSubsequence("  | reading the configuration", "  | no such table: orders");
                });
    }

    @Test
    void isStartedAgainWithOtherPortsWhereOneWasTaken(@TempDir Path directory) throws IOException {
        Path starts = directory.resolve("starts");
        ServicePlan plan =
                plan("tcp", starts.toString(), "2", ADDRESS, "127.0.0.1:${port:second}", "127.0.0.1:${port:third}");
        try (ServiceProcess shop = services.start("taken", plan)) {
            List<String> addresses = Files.readAllLines(starts);
            assertThat(addresses).hasSize(2).doesNotHaveDuplicates();
            assertThat(addresses.get(1)).startsWith("127.0.0.1:" + shop.ports().get("") + " ");
            assertThat(shop.output()).doesNotContain("already in use");
        }
    }

    @Test
    void isNotStartedForEverWhereAPortIsTaken(@TempDir Path directory) throws IOException {
        Path starts = directory.resolve("starts");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> services.start("taken", plan("tcp", starts.toString(), "1000", ADDRESS)))
                .withMessageContaining("address already in use");
        assertThat(Files.readAllLines(starts)).hasSize(3);
    }

    @Test
    void isStartedOnceWhereItsPortIsItsOwn(@TempDir Path directory) throws IOException {
        Path starts = directory.resolve("starts");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> services.start("taken", plan("line:never", starts.toString(), "2", "127.0.0.1:1")))
                .withMessageContaining("address already in use");
        assertThat(Files.readAllLines(starts)).hasSize(1);
    }

    // ---- the end ----

    @Test
    void mayEndInItsOwnWay() {
        // A slow machine may need more than the time for a farewell, once in a while.
        await().atMost(GENEROUS).untilAsserted(() -> {
            ServiceProcess shop = services.start("polite", plan("line:process"));
            shop.close();
            assertThat(shop.output()).contains("good-bye");
        });
    }

    @Test
    void isEndedThoughItDoesNotWantTo() {
        ServiceProcess shop = services.start("stubborn", plan("line:process"));
        long pid = pids(shop.output(), "process").get(0);
        shop.close();
        awaitEnd(pid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"together", "apart"})
    void childrenEndWithIt(String how) {
        ServiceProcess shop = services.start("parent", plan("line:process", how));
        List<Long> children = pids(shop.output(), "child");
        assertThat(children).hasSize(2).allMatch(Services::isRunning);
        shop.close();
        children.forEach(Services::awaitEnd);
        assertThat(shop.isAlive()).isFalse();
    }

    @Test
    void childrenOfOneThatEndedByItselfAreEnded() {
        ServiceProcess shop = services.start("parent", plan("line:process", "together"));
        List<Long> children = pids(shop.output(), "child");
        kill(shop);
        assertThat(children).hasSize(2).allMatch(Services::isRunning);
        shop.close();
        children.forEach(Services::awaitEnd);
    }

    @Test
    void childrenOfOneThatEndsBeforeItIsReadyAreEnded() {
        GoException e =
                catchThrowableOfType(GoException.class, () -> services.start("parent", plan("tcp", "leaves", ADDRESS)));
        List<Long> children = pids(e.getMessage().replace("  | ", ""), "\\s*child");
        assertThat(children).hasSize(2);
        children.forEach(Services::awaitEnd);
    }

    private static void kill(ServiceProcess shop) {
        ProcessHandle.of(pids(shop.output(), "process").get(0)).orElseThrow().destroyForcibly();
        await().atMost(GENEROUS).until(() -> !shop.isAlive());
    }

    @Test
    void killedServiceIsToldWithTheSignal() {
        try (ServiceProcess shop = services.start("stubborn", plan("line:process"))) {
            kill(shop);
            assertThat(shop.ended("The shop is shut").headline()).isEqualTo("The shop is shut: killed by signal 9");
        }
    }

    @Test
    void serviceThatTheEndOfTheBuildEndsIsNotBlamed() {
        try (Services ending = new Services();
                ServiceProcess shop = ending.start("silent", plan(""))) {
            ending.workplace().close();
            await().atMost(GENEROUS).until(() -> !shop.isAlive());
            assertThat(shop.ended("The shop is shut")).hasMessage("The build was ended before this was done");
        }
    }

    @Test
    void leavesNoDirectoryBehind() throws IOException {
        List<Path> before = directories();
        services.start("silent", plan("")).close();
        List<Path> after = directories();
        assertThat(after).filteredOn(d -> Files.exists(d.resolve("address"))).isEmpty();
        assertThat(after.size()).isLessThanOrEqualTo(before.size() + 1); // that of the program, if it was not yet built
    }

    private List<Path> directories() throws IOException {
        Path place = services.workplace().newDirectory();
        try (Stream<Path> found = Files.list(place.resolveSibling("."))) {
            return found.filter(d -> !d.getFileName().equals(place.getFileName()))
                    .toList();
        } finally {
            Files.delete(place);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"together", "apart", "ownpprof"})
    void endsWithItsChildrenWhenTheJvmIsKilled(String how, @TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(GENEROUS).until(() -> Files.readString(output).contains("started") || !java.isAlive());
            String printed = Files.readString(output);
            List<Long> family = Stream.of("process", "child")
                    .flatMap(word -> pids(printed, word).stream())
                    .toList();
            assertThat(family).as(printed).hasSizeGreaterThan(1).allMatch(Services::isRunning);
            java.destroyForcibly();
            family.forEach(Services::awaitEnd);
        } finally {
            java.destroyForcibly();
        }
    }

    /** Starts a service, prints what it printed, and does not end. */
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            String how = arguments[0];
            ServiceProcess service = how.equals("ownpprof")
                    ? new Services().start(how, ownPprof())
                    : new Services().start("parent", plan("line:process", how));
            System.out.println(service.output());
            System.out.println("started");
            Thread.sleep(GENEROUS.multipliedBy(10).toMillis());
        }
    }

    // ---- profiles ----

    @Test
    @Tag("go-matrix")
    void gateServesProfilesBesideTheService() throws Exception {
        try (ServiceProcess shop = services.start("silent", plan(""))) {
            assertThat(shop.isGated()).isTrue();
            assertThat(answer(shop, "heap?debug=1"))
                    .startsWith("heap profile: ")
                    .contains("# HeapObjects = ");
            assertThat(answer(shop, "goroutine?debug=2")).contains("main.main()");
            Facts facts = Facts.parse(answer(shop, "/noleak/settle?quiet=20ms&ceiling=60s"));
            assertThat(facts.text("settled")).isEqualTo("true");
            assertThat(facts.text("go")).startsWith("go1.");
            assertThat(facts.number("profile-rate")).isEqualTo(1);
            assertThat(facts.number("planted")).isEqualTo(16);
            assertThat(facts.number("heap-objects")).isPositive();
            byte[] heap = get(shop.pprof().resolve("/noleak/heap")).body();
            assertThat(planted(ProfileReader.read(() -> new ByteArrayInputStream(heap))))
                    .isEqualTo(16);
        }
    }

    @Test
    void profileThatIsNotThereIsNotFound() throws Exception {
        try (ServiceProcess shop = services.start("silent", plan(""))) {
            assertThat(get(shop.pprof().resolve("nonsense")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void defaultHandlersOfTheServiceServeNothingOfTheGate() throws Exception {
        try (ServiceProcess shop = services.start("web", plan("/healthz", ADDRESS))) {
            URI own = URI.create("http://127.0.0.1:" + shop.ports().get(""));
            assertThat(text(shop, "/debug/pprof/mine")).isEqualTo("mine");
            for (String path : List.of("/debug/pprof/", "/debug/pprof/heap", "/noleak/settle", "/noleak/heap")) {
                assertThat(get(own.resolve(path)).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(answer(shop, "heap?debug=1")).startsWith("heap profile: ");
            assertThat(get(shop.pprof().resolve("mine")).statusCode()).isEqualTo(404);
            assertThat(text(shop, "/rate")).isEqualTo("1");
        }
    }

    @Test
    void serviceMayHaveHandlersWhereProfilesAreByDefault() throws Exception {
        try (ServiceProcess shop = services.start("registers", plan("tcp", ADDRESS))) {
            assertThat(text(shop, "/debug/pprof/heap")).isEqualTo("mine");
            assertThat(answer(shop, "heap?debug=1")).startsWith("heap profile: ");
        }
    }

    @Test
    void serviceWithItsOwnProfilesKeepsItsRate() throws Exception {
        try (ServiceProcess shop = services.start("ownpprof", ownPprof())) {
            assertThat(shop.isGated()).isFalse();
            assertThat(shop.pprof())
                    .isEqualTo(URI.create("http://127.0.0.1:" + shop.ports().get("") + "/debug/pprof/"));
            assertThat(text(shop, "/rate")).isEqualTo("524288");
            assertThat(answer(shop, "heap?debug=1")).startsWith("heap profile: ");
        }
    }

    private static ServicePlan ownPprof() {
        return new ServicePlan(
                "shop", List.of(ADDRESS), Map.of(), "/debug/pprof/", GENEROUS, "http://127.0.0.1:${port}/debug/pprof/");
    }

    private static String answer(ServiceProcess service, String path) throws IOException, InterruptedException {
        return new String(get(service.pprof().resolve(path)).body(), UTF_8);
    }

    private static long planted(Profile heap) {
        int objects = heap.sampleType("inuse_objects");
        long[] sum = new long[1];
        heap.forEach((stack, values) -> {
            if (stack.frames().stream().anyMatch(f -> f.function().endsWith("/noleakgate_7f3c.plant"))) {
                sum[0] += values[objects];
            }
        });
        return sum[0] - 1; // the slice that holds them
    }
}
