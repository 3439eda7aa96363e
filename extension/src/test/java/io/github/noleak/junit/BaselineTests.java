package io.github.noleak.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The committed file of a Go module that is known to leak, from its first run on. */
@Tag("go-alone")
class BaselineTests {

    /** A fixed place, because an annotation names it. */
    private static final String MODULE = "target/baseline-module";

    private static final Path DIRECTORY = Path.of(MODULE).toAbsolutePath();
    private static final Path BASELINE = DIRECTORY.resolve("noleak-baseline.json");
    private static final String FINGERPRINT = "heap example.com/basket.Put";

    private static final String ONE_A_CALL = """
            package basket

            var kept []*[4]int

            func Put() { kept = append(kept, new([4]int)) }
            """;

    private static final String UNRELATED_EDIT = """
            package basket

            import "strings"

            func Title(s string) func() string {
                return func() string { return strings.ToUpper(s) }
            }

            var kept []*[4]int

            // Put has moved.
            func Put() {
                item := new([4]int)
                kept = append(kept, item)
            }
            """;

    private static final String TWO_A_CALL = """
            package basket

            var kept []*[4]int

            func Put() { kept = append(kept, new([4]int), new([4]int)) }
            """;

    private static final String NONE_A_CALL = """
            package basket

            var last *[4]int

            func Put() { last = new([4]int) }
            """;

    private static final String MANY_AND_NONE_KEPT = """
            package basket

            var last *[4]int

            func Put() {
                for i := 0; i < 20; i++ {
                    last = new([4]int)
                }
            }
            """;

    @TempDir
    Path reports;

    @BeforeEach
    void module() throws IOException {
        if (Files.exists(DIRECTORY)) {
            try (Stream<Path> files = Files.list(DIRECTORY)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve("go.mod"), "module example.com/basket\n\ngo 1.19\n");
        Files.writeString(DIRECTORY.resolve("basket_test.go"), """
                package basket

                import "testing"

                func BenchmarkPut(b *testing.B) {
                    for i := 0; i < b.N; i++ {
                        Put()
                    }
                }
                """);
    }

    @Test
    void updateWritesWhatIsFoundAndUnrelatedEditsChangeNothing() throws Exception {
        source(ONE_A_CALL);
        GateRun update = update("noleak.baseline.reason", "ticket 12");
        update.passes("put");
        assertThat(notices(update)).contains("noleak-baseline.json is updated: new: " + FINGERPRINT + ".");
        assertKnownLeak(update);
        JsonObject written = written().getObject("scenarios").getObject("BenchmarkPut");
        JsonObject leak = written.getArray("leaks").getObject(0);
        assertThat(leak.getString("fingerprint")).isEqualTo(FINGERPRINT);
        assertThat(leak.getString("reason")).isEqualTo("ticket 12");
        assertThat(leak.getDouble("perOperation")).isBetween(0.99, 1.01);
        assertThat(written.getObject("alloc-objects").getInt("perOperation")).isEqualTo(1);
        assertThat(written().getString("go")).startsWith("go1.");
        assertThat(written().getString("arch")).isNotBlank();
        String before = Files.readString(BASELINE);

        source(UNRELATED_EDIT);
        GateRun later = run();
        later.passes("put");
        assertKnownLeak(later);
        update("noleak.baseline.reason", "another reason").passes("put");

        assertThat(BASELINE).content().isEqualTo(before);
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("go.mod", "basket.go", "basket_test.go", "noleak-baseline.json");
        }
    }

    private static void assertKnownLeak(GateRun run) {
        JsonObject scenario = run.scenario("put");
        assertThat(scenario.getString("verdict")).isEqualTo("clean");
        JsonObject leak = scenario.getArray("leaks").getObject(0);
        assertThat(leak.getString("fingerprint")).isEqualTo(FINGERPRINT);
        assertThat(leak.getBoolean("known")).isTrue();
        assertThat(scenario.getString("message")).contains("1 known leak").contains("known: ticket 12");
        JsonObject objects = scenario.getObject("metrics").getObject("retained-objects");
        assertThat(objects.getString("verdict")).isEqualTo("clean");
        assertThat(objects.getString("source")).isEqualTo("default, and noleak-baseline.json");
    }

    @Test
    void newLeakWithoutAReasonIsAnErrorThatNamesTheSwitch() throws IOException {
        source(ONE_A_CALL);

        String message =
                update().gateFailure("put", "ERROR BenchmarkPut: a leak that noleak-baseline.json does not know");

        assertThat(message.lines().findFirst().orElseThrow()).contains("-Dnoleak.baseline.reason=");
        assertThat(message).contains(FINGERPRINT).contains("LEAK BenchmarkPut").contains("basket.go:5");
        assertThat(BASELINE).doesNotExist();
    }

    @Test
    void grownLeakIsRedAndNothingIsWritten() throws IOException {
        source(TWO_A_CALL);
        String before = knowsTheLeak();

        String message = run().gateFailure("put", "LEAK BenchmarkPut: ");

        assertThat(message).contains("A known leak has grown from 1 and 32 bytes an operation to 2 and ");
        assertThat(BASELINE).content().isEqualTo(before);
    }

    @Test
    void goneLeakIsANoticeAndRedWhereTheBaselineIsStrict() throws Exception {
        source(NONE_A_CALL);
        knowsTheLeak();

        GateRun run = run();
        run.passes("put");
        assertThat(notices(run)).singleElement().asString().contains("knows a leak that is gone: " + FINGERPRINT);
        GateRun.of(reports, KnownCase.class, "noleak.baseline.strict", "true")
                .gateFailure("put", "ERROR BenchmarkPut: noleak-baseline.json knows a leak that is gone: ");
        update().passes("put");

        assertThat(written().getObject("scenarios").getObject("BenchmarkPut")).doesNotContainKey("leaks");
    }

    @Test
    void moreAllocationsThanOnRecordAreARegression() throws IOException {
        source(NONE_A_CALL);
        update().passes("put");

        source(MANY_AND_NONE_KEPT);
        String message = run().gateFailure("put", "REGRESSION BenchmarkPut: +19 allocs/op (limit 5), ");
        assertThat(message.lines().findFirst().orElseThrow()).endsWith(" above the baseline");
        assertThat(message)
                .contains("Allocation regression against noleak-baseline.json: from 1 to 20 objects an operation");

        GateRun update = update();
        update.passes("put");
        assertThat(notices(update))
                .contains(
                        "noleak-baseline.json is updated: alloc-objects.",
                        "noleak-baseline.json is updated: total-alloc.");
        run().passes("put");
    }

    @Test
    void brokenFileIsAnErrorWithThePlaceAndStaysAsItIs() throws IOException {
        source(NONE_A_CALL);
        String conflict = "{\n<<<<<<< HEAD\n";
        Files.writeString(BASELINE, conflict);

        assertThat(update().gateFailure("put", "ERROR BenchmarkPut: "))
                .contains("noleak-baseline.json:2: a merge conflict is not resolved");
        assertThat(BASELINE).content().isEqualTo(conflict);
    }

    @Test
    void namedFileThatIsNotThereIsAnError() throws IOException {
        source(NONE_A_CALL);

        assertThat(GateRun.of(reports, KnownCase.class, "noleak.baseline.file", "known/leaks.json")
                        .gateFailure("put", "ERROR BenchmarkPut: There is no baseline "))
                .contains("known/leaks.json")
                .contains("-Dnoleak.baseline.update=true");
    }

    @Test
    void fileThatCannotBeWrittenIsToldBeforeAnythingRuns() throws IOException {
        source(NONE_A_CALL);

        assertThat(update("noleak.baseline.file", "known/leaks.json")
                        .gateFailure("put", "ERROR BenchmarkPut: The baseline "))
                .contains("known/leaks.json cannot be written")
                .contains("-Dnoleak.baseline.file=");
    }

    @Test
    void entryOfAScenarioThatIsNoMoreIsANoticeAndRedWhereTheBaselineIsStrict() throws Exception {
        source(NONE_A_CALL);
        update().passes("put");
        String current = Files.readString(BASELINE);
        Files.writeString(BASELINE, current.replace("\"BenchmarkPut\":{", """
                "BenchmarkPet": {"leaks": [
                  {"fingerprint": "%s", "perOperation": 1, "bytesPerOperation": 32, "reason": "ticket 12"}]},
                "BenchmarkPut": {""".formatted(FINGERPRINT)));

        String notice = "noleak-baseline.json has an entry for BenchmarkPet, which is no more";
        assertThat(printedBy(() -> assertThat(wholeModule().ends()).containsOnlyKeys("BenchmarkPut")))
                .contains("NoLeak  notice: " + notice + "; take it out ");
        GateRun strict = wholeModule("noleak.baseline.strict", "true");
        strict.passes("BenchmarkPut");
        assertThat(strict.gateFailure("BenchmarkPet", "ERROR BenchmarkPet: " + notice))
                .contains("-Dnoleak.baseline.update=true");
        assertThat(strict.report().getArray("scenarios").toString()).contains("BenchmarkPet");
        wholeModule("noleak.baseline.strict", "true", "noleak.mode", "report").passes("BenchmarkPet");
        assertThat(GateRun.of(only("BenchmarkPut"), reports, "noleak.baseline.strict", "true")
                        .ends())
                .containsOnlyKeys("BenchmarkPut");

        GateRun.of(only("BenchmarkPut"), reports, "noleak.baseline.update", "true");
        assertThat(BASELINE).content().contains("BenchmarkPet");
        assertThat(printedBy(() -> wholeModule("noleak.baseline.update", "true")))
                .contains("NoLeak  noleak-baseline.json is updated: BenchmarkPet is no more.");
        assertThat(BASELINE).content().isEqualTo(current);
    }

    @Test
    void entryThatIsNotOfTheSuiteOrLiesBelowWhatIsNotListedIsLeftAlone() throws IOException {
        source(NONE_A_CALL);
        Files.writeString(DIRECTORY.resolve("skips_test.go"), """
                package basket

                import "testing"

                func BenchmarkSkips(b *testing.B) { b.Skip("not here") }
                """);
        Files.writeString(BASELINE, knowsTheLeak().replace("BenchmarkPut", "BenchmarkSkips/large"));
        assertThat(wholeModule("noleak.baseline.strict", "true").ends()).containsOnlyKeys("BenchmarkPut");

        Files.writeString(BASELINE, knowsTheLeak().replace("BenchmarkPut", "ShopTest.workloadOfAService"));
        assertThat(wholeModule("noleak.baseline.strict", "true").ends()).containsOnlyKeys("BenchmarkPut");

        Files.writeString(BASELINE, knowsTheLeak().replace("BenchmarkPut", "BenchmarkPet"));
        assertThat(GateRun.of(
                                EngineTestKit.engine("noleak").selectors(selectClass(PutCase.class)),
                                reports,
                                "noleak.baseline.strict",
                                "true")
                        .ends())
                .containsOnlyKeys("BenchmarkPut");
    }

    private static String printedBy(Runnable run) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, UTF_8)) {
            System.setOut(out);
            run.run();
        } finally {
            System.setOut(console);
        }
        return printed.toString(UTF_8);
    }

    private GateRun wholeModule(String... parameters) {
        return GateRun.of(EngineTestKit.engine("noleak").selectors(selectClass(WholeCase.class)), reports, parameters);
    }

    private static EngineTestKit.Builder only(String scenario) {
        return EngineTestKit.engine("noleak").selectors(selectMethod(WholeCase.class.getName(), scenario));
    }

    private static String knowsTheLeak() throws IOException {
        String text = """
                {"schema": 1, "scenarios": {"BenchmarkPut": {"leaks": [
                  {"fingerprint": "%s", "perOperation": 1, "bytesPerOperation": 32, "reason": "ticket 12"}]}}}
                """.formatted(FINGERPRINT);
        Files.writeString(BASELINE, text);
        return text;
    }

    private static void source(String text) throws IOException {
        Files.writeString(DIRECTORY.resolve("basket.go"), text);
    }

    private GateRun run() {
        return GateRun.of(reports, KnownCase.class);
    }

    private GateRun update(String... parameters) {
        return GateRun.of(
                reports,
                KnownCase.class,
                Stream.concat(Stream.of("noleak.baseline.update", "true"), Stream.of(parameters))
                        .toArray(String[]::new));
    }

    private static List<String> notices(GateRun run) {
        return run.scenario("put").getArray("notices").stream()
                .map(String::valueOf)
                .toList();
    }

    private static JsonObject written() throws IOException, JsonParserException {
        return JsonParser.object().from(Files.readString(BASELINE));
    }

    @GoModule(MODULE)
    @GoBenchmarks
    static class WholeCase {}

    @GoModule(MODULE)
    @GoBenchmarks(include = "BenchmarkPut")
    static class PutCase {}

    @GoModule(MODULE)
    static class KnownCase {

        @NoLeak(benchmark = "BenchmarkPut")
        void put() {}
    }
}
