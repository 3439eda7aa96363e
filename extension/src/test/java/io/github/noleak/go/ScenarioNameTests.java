package io.github.noleak.go;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.ScenarioRun;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioNameTests {

    private final Workplace workplace = Workplace.open();
    private ScenarioRun names;

    @BeforeAll
    void build() {
        names = Fixture.of(workplace, Fixture.EXAMPLES.resolve("layouts")).scenario("subbench.BenchmarkNamesClean");
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = ';',
            value = {
                "BenchmarkGet; null; BenchmarkGet; ''",
                "Benchmark; null; Benchmark; ''",
                "cache.BenchmarkGet; cache; BenchmarkGet; ''",
                "cache.TestStartStop; cache; TestStartStop; ''",
                "internal/cache.BenchmarkGet/size=10; internal/cache; BenchmarkGet; /size=10",
                "api.v1.BenchmarkGet; api.v1; BenchmarkGet; ''",
                "api.v1/store.v2.BenchmarkGet/v1.0; api.v1/store.v2; BenchmarkGet; /v1.0",
                "a.BenchmarkGet/b.BenchmarkPut; a; BenchmarkGet; /b.BenchmarkPut",
                "BenchmarkGet/a/b; null; BenchmarkGet; /a/b",
                "BenchmarkGet/with some spaces; null; BenchmarkGet; /with_some_spaces",
                "BenchmarkGröße/µ; null; BenchmarkGröße; /µ",
                "TestBenchmark; null; TestBenchmark; ''",
                "Tests.BenchmarkGet; Tests; BenchmarkGet; ''",
            })
    void readsIds(String id, String packageId, String function, String sub) {
        assertThat(ScenarioName.parse(id)).isEqualTo(new ScenarioName(packageId, function, sub));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "cache", "cache.Get", "cache.benchmarkGet", "cache.ExampleGet", ".BenchmarkGet"})
    void refusesOtherForms(String id) {
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> ScenarioName.parse(id))
                .withMessageContaining("\"" + id + "\"")
                .withMessageContaining("Expected");
    }

    /** The names are those of layouts/subbench, as Go prints them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "crc(32)+v1.0",
                "crc(32)+v1x0",
                "mixed_[5%]",
                "size=1",
                "size=10",
                "size=10#01",
                "with some spaces",
                "with_some_spaces",
                "a/b/c",
                "^$",
                "x|y",
                "back\\slash",
                "größe",
                "-8",
                "#00"
            })
    void filterFindsThisNameAlone(String sub) throws Exception {
        ScenarioName name = ScenarioName.parse("BenchmarkNamesClean/" + sub);
        assertThat(matchedByGo(name)).containsExactly(name.goName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"size", "size=1.", "size=", "crc", "a/b/c/d", "x", "y", ".*", "[a-z]+"})
    void filterIsLiteralAndWhole(String sub) throws Exception {
        assertThat(matchedByGo(ScenarioName.parse("BenchmarkNamesClean/" + sub)))
                .isEmpty();
    }

    /** Go has no filter for a parent without its children, and takes "a/b/c" for a child. */
    @Test
    void filterOfAParentFindsItsChildrenToo() throws Exception {
        assertThat(matchedByGo(ScenarioName.parse("BenchmarkNamesClean/a/b")))
                .containsExactly("BenchmarkNamesClean/a/b", "BenchmarkNamesClean/a/b/c");
    }

    @Test
    void filterLetsTheOtherFunctionThrough() {
        assertThat(ScenarioName.parse("BenchmarkGet/a.b").filter("BenchmarkOther"))
                .isEqualTo("^(BenchmarkGet|BenchmarkOther)$/^a\\.b$");
    }

    @Test
    void filterFindsSomeParts() throws Exception {
        ScenarioName all = ScenarioName.parse("BenchmarkNamesClean");
        List<String> some =
                List.of("BenchmarkNamesClean/crc(32)+v1.0", "BenchmarkNamesClean/size=1", "BenchmarkNamesClean/x|y");

        assertThat(matchedByGo(all, some)).containsExactlyElementsOf(some);
    }

    private List<String> matchedByGo(ScenarioName name) throws IOException, InterruptedException {
        return matchedByGo(name, List.of());
    }

    private List<String> matchedByGo(ScenarioName name, List<String> parts) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        names.binary().file().toString(),
                        "-test.run=^$",
                        "-test.cpu=1",
                        "-test.benchtime=1x",
                        "-test.bench=" + name.filter("BenchmarkNoSuchThing", parts))
                .directory(names.binary().goPackage().directory().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Pattern.compile("(?m)^(BenchmarkNames\\S*)\\s+1\\s")
                .matcher(output)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }
}
