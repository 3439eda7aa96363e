package io.github.noleak.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.noleak.Metric;
import io.github.noleak.judge.KnownAllocation;
import io.github.noleak.judge.KnownLeak;
import io.github.noleak.judge.KnownScenario;
import io.github.noleak.judge.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineFileTests {

    private static final Platform HERE = new Platform("go1.26.8", "amd64");
    private static final Platform THERE = new Platform("go1.19.13", "arm64");
    private static final KnownLeak LEAK =
            new KnownLeak("goroutine closure in Start <- example.com/shop.Start", 1, 0, "ticket 12", null);

    @TempDir
    Path module;

    @TempDir
    Path locks;

    private Path path;

    @BeforeEach
    void name() {
        path = module.resolve("noleak-baseline.json");
    }

    @Test
    void knowsNothingWhereThereIsNoFile() {
        assertThat(file().scenario("cache.BenchmarkPut")).isEmpty();
    }

    @Test
    void writesNothingWhereNothingIsRecorded() {
        file().write();

        assertThat(path).doesNotExist();
    }

    @Test
    void writesNoFileForScenariosOfWhichNothingIsKnown() {
        record(file(), "cache.BenchmarkPut", new KnownScenario(HERE, Map.of(), List.of()));

        assertThat(path).doesNotExist();
    }

    @Test
    void writesForReview() {
        BaselineFile file = file();
        file.record("worker.BenchmarkStart", allocating(HERE, 12, LEAK));
        file.record(
                "cache.BenchmarkPut",
                new KnownScenario(
                        THERE,
                        Map.of(Metric.TOTAL_ALLOC, new KnownAllocation(640.5, 2, 4000)),
                        List.of(new KnownLeak("heap a.B > c.D", 0.25, 12, "by design", LocalDate.of(2027, 1, 31)))));
        file.record("worker.BenchmarkStop", allocating(HERE, 3));
        file.write();

        assertThat(path).content().isEqualTo("""
                {
                  "schema":1,
                  "go":"go1.26.8",
                  "arch":"amd64",
                  "scenarios":{
                    "cache.BenchmarkPut":{
                      "go":"go1.19.13",
                      "arch":"arm64",
                      "total-alloc":{
                        "perOperation":640.5,
                        "scatter":2,
                        "iterations":4000
                      },
                      "leaks":[{
                        "fingerprint":"heap a.B > c.D",
                        "perOperation":0.25,
                        "bytesPerOperation":12,
                        "reason":"by design",
                        "expires":"2027-01-31"
                      }]
                    },
                    "worker.BenchmarkStart":{
                      "alloc-objects":{
                        "perOperation":12,
                        "iterations":4000
                      },
                      "leaks":[{
                        "fingerprint":"goroutine closure in Start <- example.com/shop.Start",
                        "perOperation":1,
                        "reason":"ticket 12"
                      }]
                    },
                    "worker.BenchmarkStop":{
                      "alloc-objects":{
                        "perOperation":3,
                        "iterations":4000
                      }
                    }
                  }
                }
                """);
    }

    @Test
    void readsWhatItWrote() {
        KnownScenario odd = new KnownScenario(
                THERE,
                Map.of(Metric.ALLOC_OBJECTS, new KnownAllocation(1.0 / 3, 0.125, 1)),
                List.of(new KnownLeak("heap \"quoted\" \\ / \u00e9 \t <", 1e-9, 3e12, "line\nbreak", null)));
        record(file(), "a.BenchmarkÄ/size=10,\"x\"", odd);
        record(file(), "b.BenchmarkB", allocating(HERE, 12, LEAK));

        assertThat(file().scenario("a.BenchmarkÄ/size=10,\"x\"")).contains(odd);
        assertThat(file().scenario("b.BenchmarkB")).contains(allocating(HERE, 12, LEAK));
    }

    @Test
    void touchesNoOtherScenario() {
        record(file(), "a.BenchmarkA", allocating(HERE, 1));
        BaselineFile file = file();
        record(file(), "b.BenchmarkB", allocating(THERE, 2, LEAK));

        record(file, "c.BenchmarkC", allocating(HERE, 3));

        assertThat(file().scenario("a.BenchmarkA")).contains(allocating(HERE, 1));
        assertThat(file().scenario("b.BenchmarkB")).contains(allocating(THERE, 2, LEAK));
        assertThat(file().scenario("c.BenchmarkC")).contains(allocating(HERE, 3));
    }

    @Test
    void dropsTheScenarioOfWhichNothingIsKnownAnyMore() {
        record(file(), "a.BenchmarkA", allocating(HERE, 1, LEAK));
        record(file(), "b.BenchmarkB", allocating(HERE, 2));

        record(file(), "a.BenchmarkA", new KnownScenario(HERE, Map.of(), List.of()));

        assertThat(file().scenario("a.BenchmarkA")).isEmpty();
        assertThat(file().scenario("b.BenchmarkB")).isPresent();
    }

    @Test
    void keepsTheLeaksThatTwoTestsOfAScenarioFind() {
        BaselineFile file = file();
        file.record("a.BenchmarkA", allocating(HERE, 1, LEAK));
        record(file, "a.BenchmarkA", allocating(HERE, 1));

        assertThat(file().scenario("a.BenchmarkA")).contains(allocating(HERE, 1, LEAK));
    }

    @Test
    void leavesAFileThatSaysTheSameAsItIs() throws IOException {
        record(file(), "a.BenchmarkA", allocating(HERE, 1));
        String compact = Files.readString(path).replace(" ", "").replace("\n", "");
        Files.writeString(path, compact);

        record(file(), "a.BenchmarkA", allocating(HERE, 1));

        assertThat(path).content().isEqualTo(compact);
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        record(file(), "a.BenchmarkA", allocating(HERE, 1));

        try (Stream<Path> files = Files.list(module)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void losesNothingOfConcurrentWritersAndIsNeverHalfWritten() throws Exception {
        int writers = 4;
        int scenarios = 10;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                BaselineFile file = file();
                running.add(pool.submit(() -> {
                    for (int i = 0; i < scenarios; i++) {
                        record(file, "a.Benchmark" + writer + "_" + i, allocating(HERE, i));
                    }
                }));
            }
            while (!running.stream().allMatch(Future::isDone)) {
                assertThat(file()).isNotNull();
            }
            for (Future<?> writer : running) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }

        BaselineFile file = file();
        assertThat(IntStream.range(0, writers)
                        .boxed()
                        .flatMap(w -> IntStream.range(0, scenarios).mapToObj(i -> "a.Benchmark" + w + "_" + i)))
                .allMatch(id -> file.scenario(id).isPresent());
    }

    static List<Arguments> wrong() {
        return List.of(
                arguments("", 1, "found the end of the file"),
                arguments("{", 1, "found the end of the file"),
                arguments("[]", 1, "the baseline is a list; expected: an object"),
                arguments("{\n\"schema\": 1,\n\"scenarios\": {}\n}\nmore", 5, "expected: the end of the file"),
                arguments("{\n\"schema\": 1,\n\"scenarios\": {},\n}", 4, "expected: a key in double quotes"),
                arguments("{\n\"schema\": 1\n\"scenarios\": {}}", 3, "expected: \",\" or \"}\""),
                arguments("{\n\"schema\": 1,\n\"schema\": 1, \"scenarios\": {}}", 3, "\"schema\" stands twice"),
                arguments(
                        "{\n\"schema\": 2, \"scenarios\": {}, \"new\": 1}",
                        2,
                        "\"schema\" is 2.0; expected: a number, 1"),
                arguments("{\"schema\": \"1\", \"scenarios\": {}}", 1, "\"schema\" is \"1\""),
                arguments("{\"scenarios\": {}}", 1, "\"schema\" of the baseline is missing"),
                arguments("{\"schema\": 1}", 1, "\"scenarios\" of the baseline is missing"),
                arguments("{\"schema\": 1, \"scenarios\": null}", 1, "\"scenarios\" is null; expected: an object"),
                arguments("{\"schema\": 1,\n\"goo\": 1, \"scenarios\": {}}", 2, "\"goo\" of the baseline is not known"),
                arguments("{\"schema\": 1, \"go\": 1.26, \"scenarios\": {\"a.B\": {}}}", 1, "\"go\" is 1.26"),
                arguments(
                        "{\"schema\": 1, \"scenarios\": {\n\n\"a.B\": {\"leak\": []}}}",
                        3,
                        "\"leak\" of a.B is not known"),
                arguments("{\"schema\": 1, \"scenarios\": {\"a.B\":\n[]}}", 2, "a.B is a list; expected: an object"),
                arguments(allocation("12"), 3, "alloc-objects of a.B is 12.0; expected: an object"),
                arguments(allocation("{\"perOperation\": 1}"), 3, "\"iterations\" of alloc-objects of a.B is missing"),
                arguments(
                        allocation("{\"perOperation\": 1, \"iterations\": 0.5}"),
                        3,
                        "is 0.5; expected: a whole number"),
                arguments(
                        allocation("{\"perOperation\": -1, \"iterations\": 5}"),
                        3,
                        "is -1.0; expected: a number from 0"),
                arguments(allocation("{\"perOperation\": 1e999, \"iterations\": 5}"), 3, "expected: a number from 0"),
                arguments(
                        "{\"schema\": 1, \"arch\": \"amd64\", \"scenarios\": {\n\"a.B\": {\"alloc-objects\":"
                                + " {\"perOperation\": 1, \"iterations\": 1}}}}",
                        2,
                        "\"go\" is missing"),
                arguments(leaks("{}"), 3, "\"leaks\" of a.B is an object; expected: a list"),
                arguments(leaks("[1]"), 3, "a leak of a.B is 1.0; expected: an object"),
                arguments(leak("\"reason\": \" \""), 4, "\"reason\" of a leak of a.B is \" \"; expected: why"),
                arguments(leak("\"reason\": 12"), 4, "\"reason\" is 12.0; expected: a text"),
                arguments(leak("\"why\": \"x\""), 4, "\"why\" of a leak of a.B is not known"),
                arguments(
                        leak("\"reason\": \"x\", \"expires\": \"soon\""),
                        4,
                        "\"expires\" of a leak of a.B is \"soon\""),
                arguments(leak("\"reason\": \"x\", \"expires\": \"2027-02-30\""), 4, "such as \"2027-01-31\""),
                arguments(leak("\"reason\": \"x\", \"expires\": 2027"), 4, "such as \"2027-01-31\""),
                arguments(
                        leaks("[{\"fingerprint\": \"cache\", \"perOperation\": 1, \"reason\": \"x\"}]"),
                        3,
                        "begins with heap, goroutine, file or thread"),
                arguments(
                        leaks("[{\"fingerprint\": \"heap a\", \"perOperation\": 1, \"reason\": \"x\"},\n"
                                + "{\"fingerprint\": \"heap a\", \"perOperation\": 1, \"reason\": \"x\"}]"),
                        4,
                        "\"heap a\" stands twice in a.B"),
                arguments(
                        "{\n<<<<<<< HEAD\n\"schema\": 1,\n=======\n\"schema\": 1,\n>>>>>>> other\n\"scenarios\": {}}",
                        2,
                        "a merge conflict is not resolved: \"<<<<<<< HEAD\""),
                arguments("{\"schema\": 1,\n=======\n\"scenarios\": {}}", 2, "a merge conflict"),
                arguments("{\"schema\": 1, \"scenarios\": {}}\n>>>>>>> other", 2, "a merge conflict"),
                arguments("{\"schema\": 1, \"scenarios\": {\"a.B\": {\"go\": \"a\nb\"}}}", 1, "U+000A"),
                arguments("{\"schema\": 1, \"scenarios\": {\"a\\x\": {}}}", 1, "expected: a JSON escape"),
                arguments("{\"schema\": 01, \"scenarios\": {}}", 1, "found \"1\""),
                arguments("{\"schema\": nil, \"scenarios\": {}}", 1, "found \"n\"; expected: a value"),
                arguments("[".repeat(100_000), 1, "nested more than"));
    }

    private static String allocation(String value) {
        return "{\"schema\": 1, \"go\": \"go1.26.8\",\n \"arch\": \"amd64\", \"scenarios\": {\"a.B\":\n"
                + "{\"alloc-objects\": " + value + "}}}";
    }

    private static String leaks(String value) {
        return "{\"schema\": 1,\n\"scenarios\": {\"a.B\":\n{\"leaks\": " + value + "}}}";
    }

    private static String leak(String more) {
        return leaks("[{\"fingerprint\": \"heap a\", \"perOperation\": 1,\n" + more + "}]");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhereAFileIsWrongAndOverwritesNothing(String text, int line, String says) throws IOException {
        BaselineFile early = file();
        Files.writeString(path, text);

        BaselineException thrown = catchThrowableOfType(BaselineException.class, () -> BaselineFile.read(path, locks));
        assertThat(thrown.headline()).startsWith(path + ":" + line + ": ").contains(says);
        assertThat(thrown.details()).singleElement().asString().contains("left as it is");

        assertThatThrownBy(() -> record(early, "a.BenchmarkA", allocating(HERE, 1)))
                .isInstanceOf(BaselineException.class);
        assertThat(path).content().isEqualTo(text);
    }

    @Test
    void saysThatAFileIsNoText() throws IOException {
        Files.write(path, "{\"schema\": \u00e9}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(this::file).hasMessageContaining(path + " is no text in UTF-8");
    }

    @Test
    void saysThatAFileIsTooLarge() throws IOException {
        Files.write(path, new byte[(32 << 20) + 1]);

        assertThatThrownBy(this::file).hasMessageContaining(path + " is larger than 32MB");
    }

    @Test
    void saysThatADirectoryIsNoFile() throws IOException {
        Files.createDirectory(path);

        assertThatThrownBy(this::file)
                .isInstanceOf(BaselineException.class)
                .hasMessageContaining("-Dnoleak.baseline.file");
    }

    @Test
    void saysWhereItCannotWrite() {
        BaselineFile file = BaselineFile.read(module.resolve("no/such/directory.json"), locks);

        assertThatThrownBy(() -> record(file, "a.BenchmarkA", allocating(HERE, 1)))
                .isInstanceOf(BaselineException.class)
                .hasMessageContainingAll("directory.json cannot be written", "-Dnoleak.baseline.file");
        assertThatThrownBy(file::requireWritable)
                .isInstanceOf(BaselineException.class)
                .hasMessageContainingAll("directory.json cannot be written: there is no directory ", "no/such");
    }

    @Test
    void refusesMoreLeaksThanAnybodyCouldReview() {
        KnownLeak[] many = IntStream.range(0, 501)
                .mapToObj(i -> new KnownLeak("heap a" + i, 1, 1, "x", null))
                .toArray(KnownLeak[]::new);

        assertThatThrownBy(() -> file().record("a.BenchmarkA", allocating(HERE, 1, many)))
                .hasMessageContainingAll("a.BenchmarkA has 501 leaks", "-Dnoleak.limit.");
    }

    private BaselineFile file() {
        return BaselineFile.read(path, locks);
    }

    private static void record(BaselineFile file, String id, KnownScenario scenario) {
        file.record(id, scenario);
        file.write();
    }

    private static KnownScenario allocating(Platform platform, double objects, KnownLeak... leaks) {
        return new KnownScenario(
                platform, Map.of(Metric.ALLOC_OBJECTS, new KnownAllocation(objects, 0, 4000)), List.of(leaks));
    }
}
