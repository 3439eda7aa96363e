package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsFileTests {

    private static final String EXAMPLE = """
            defaults:
              iterations: 1000
              limits: { retained-objects: 7, retained-bytes: 2MB }
            scenarios:
              "audit.BenchmarkRecord/**":
                limits: { retained-objects: 40000 }
                reason: keeps one record per call, by design
              "worker.BenchmarkStart*":
                skip: starts a real cluster
            """;

    @TempDir
    Path module;

    @Test
    void setsLimitsForAll() throws IOException {
        ScenarioSettings resolved = resolve(EXAMPLE, "cache.BenchmarkPut");

        assertThat(resolved.limits())
                .containsEntry(Metric.RETAINED_OBJECTS, new Limit(Metric.RETAINED_OBJECTS, 7, "noleak.yml:3"))
                .containsEntry(Metric.RETAINED_BYTES, new Limit(Metric.RETAINED_BYTES, 2 << 20, "noleak.yml:3"))
                .containsEntry(Metric.GOROUTINES, new Limit(Metric.GOROUTINES, 0, "default"));
        assertThat(resolved.iterations()).isEqualTo(1000);
        assertThat(resolved.skip()).isEmpty();
        assertThat(resolved.reasons()).isEmpty();
    }

    @Test
    void looksIntoCallsOfAllButSome() throws IOException {
        String file = """
                defaults: { within: true }
                scenarios:
                  "cache.BenchmarkGrow*": { within: false }
                """;

        assertThat(resolve(file, "cache.BenchmarkPut").within()).isEqualTo(new Choice(true, "noleak.yml:1"));
        assertThat(resolve(file, "cache.BenchmarkGrowing").within()).isEqualTo(new Choice(false, "noleak.yml:3"));
    }

    @Test
    void setsLimitsForThoseThatMatchAndGivesTheReasonWithThePlace() throws IOException {
        ScenarioSettings resolved = resolve(EXAMPLE, "audit.BenchmarkRecord/large");

        assertThat(resolved.limits())
                .containsEntry(
                        Metric.RETAINED_OBJECTS,
                        new Limit(
                                Metric.RETAINED_OBJECTS, 40_000, "noleak.yml:6: keeps one record per call, by design"))
                .containsEntry(Metric.RETAINED_BYTES, new Limit(Metric.RETAINED_BYTES, 2 << 20, "noleak.yml:3"));
        assertThat(resolved.reasons()).containsExactly("keeps one record per call, by design");
    }

    @Test
    void exemptsWithTheReasonAndThePlace() throws IOException {
        assertThat(resolve(EXAMPLE, "worker.BenchmarkStartAll").skip())
                .contains("starts a real cluster (noleak.yml:9)");
    }

    @Test
    void exemptsWithAReasonOfSeveralLinesOnOne() throws IOException {
        assertThat(resolve("defaults:\n  skip: |\n    starts\n    a cluster\n", "BenchmarkX")
                        .skip())
                .contains("starts a cluster (noleak.yml:2)");
    }

    @Test
    void prefersTheMostSpecificKeyByKey() throws IOException {
        String file = """
                scenarios:
                  "cache.BenchmarkGet/size=10": { limits: { goroutines: 1 } }
                  "cache.BenchmarkGet/size=1*": { limits: { goroutines: 2, threads: 2 } }
                  "cache.*": { limits: { goroutines: 3 } }
                  "cache.**": { iterations: 4, limits: { goroutines: 4, threads: 4, open-files: 4 } }
                  "*che.**": { iterations: 5, limits: { open-files: 5, alloc-objects: 5 } }
                """;

        ScenarioSettings resolved = resolve(file, "cache.BenchmarkGet/size=10");

        assertThat(value(resolved, Metric.GOROUTINES)).isEqualTo(1);
        assertThat(value(resolved, Metric.THREADS)).isEqualTo(2);
        assertThat(value(resolved, Metric.OPEN_FILES)).isEqualTo(4);
        assertThat(value(resolved, Metric.ALLOC_OBJECTS)).isEqualTo(5);
        assertThat(resolved.iterations()).isEqualTo(4);
        assertThat(value(resolve(file, "cache.BenchmarkGet/size=11"), Metric.GOROUTINES))
                .isEqualTo(2);
    }

    @Test
    void prefersTheLaterOfTwoThatAreEquallySpecific() throws IOException {
        String file = """
                scenarios:
                  "cache.Benchmark*": { limits: { goroutines: 1 } }
                  "*cache.Benchmark": { limits: { goroutines: 2 } }
                """;

        assertThat(value(resolve(file, "cache.Benchmark"), Metric.GOROUTINES)).isEqualTo(2);
    }

    @Test
    void standsBetweenAnnotationsAndSettings() throws IOException {
        String file = """
                defaults: { limits: { goroutines: 20, threads: 20, open-files: 20 } }
                scenarios:
                  "cache.*": { limits: { goroutines: 30, threads: 30 } }
                """;
        Map<String, String> parameters = Map.of("noleak.limit.open-files", "40", "noleak.limit.alloc-objects", "41");
        Annotations onMethod = new Annotations(Fixtures.declared("goroutines"), null);
        Annotations onType = new Annotations(null, Fixtures.declared("everything"));

        assertThat(value(resolve(file, "cache.B", onMethod, parameters), Metric.GOROUTINES))
                .isEqualTo(9);
        assertThat(value(resolve(file, "cache.B", onMethod, parameters), Metric.THREADS))
                .isEqualTo(30);
        assertThat(value(resolve(file, "cache.B", onType, parameters), Metric.GOROUTINES))
                .isEqualTo(30);
        assertThat(value(resolve(file, "other.B", onType, parameters), Metric.GOROUTINES))
                .isEqualTo(3);
        assertThat(value(resolve(file, "other.B", onMethod, parameters), Metric.THREADS))
                .isEqualTo(20);
        assertThat(value(resolve(file, "other.B", onMethod, parameters), Metric.OPEN_FILES))
                .isEqualTo(20);
        assertThat(value(resolve(file, "other.B", onMethod, parameters), Metric.ALLOC_OBJECTS))
                .isEqualTo(41);
    }

    @Test
    void takesTheReasonOfAnExemptionInTheSameOrder() throws IOException {
        String file = """
                defaults: { skip: for all }
                scenarios:
                  "cache.*": { skip: for the cache }
                """;
        Annotations both = Fixtures.declared("exempt", "exemptToo");
        Annotations onType = Fixtures.declared("nothing", "exemptToo");

        assertThat(resolve(file, "cache.B", both, Map.of()).skip()).contains("on the method");
        assertThat(resolve(file, "cache.B", onType, Map.of()).skip()).contains("for the cache (noleak.yml:3)");
        assertThat(resolve(file, "other.B", onType, Map.of()).skip()).contains("on the class");
        assertThat(resolve(file, "other.B").skip()).contains("for all (noleak.yml:1)");
    }

    @Test
    void readsEveryMetric() throws IOException {
        for (Metric metric : Metric.values()) {
            String file = "defaults: { limits: { " + metric.key() + ": 17 } }";
            assertThat(resolve(file, "BenchmarkX").limits())
                    .containsEntry(metric, new Limit(metric, 17, "noleak.yml:1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing yet\n", "---\n...\n", "\uFEFF# nothing yet\n"})
    void takesAnEmptyFileForNoFile(String text) throws IOException {
        ScenarioSettings resolved = resolve(text, "BenchmarkX");

        assertThat(resolved.limits().values()).extracting(Limit::source).containsOnly("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void countsLinesOfAnySystem(String end) throws IOException {
        assertThat(resolve(EXAMPLE.replace("\n", end), "worker.BenchmarkStart").skip())
                .contains("starts a real cluster (noleak.yml:9)");
    }

    @Test
    void takesNoFileForNoLimits() {
        LimitsFile file = LimitsFiles.find(settings(Map.of()), module, module);

        assertThat(file.matching("BenchmarkX")).isEmpty();
        assertThat(file.defaults()).isEmpty();
        assertThat(file.unmatched(List.of(), List.of())).isEmpty();
    }

    @Test
    void readsTheFileThatTheSettingNames() throws IOException {
        Files.createDirectories(module.resolve("config"));
        Files.writeString(module.resolve("config/strict.yml"), "defaults: { limits: { threads: 3 } }");
        write("defaults: { limits: { threads: 4 } }");
        Settings settings = settings(Map.of("noleak.config", "config/strict.yml"));

        ScenarioSettings resolved = ScenarioSettings.resolve(
                Annotations.none(), LimitsFiles.find(settings, module, Path.of("elsewhere")), "BenchmarkX", settings);

        assertThat(resolved.limits())
                .containsEntry(Metric.THREADS, new Limit(Metric.THREADS, 3, "config/strict.yml:1"));
    }

    @Test
    void refusesAFileThatIsNamedAndNotThere() {
        Settings settings = settings(Map.of("noleak.config", "strict.yml"));

        assertThatThrownBy(() -> LimitsFiles.find(settings, module, module))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The setting noleak.config is \"strict.yml\", and there is no file "
                        + module.resolve("strict.yml")
                        + "; expected: a file of limits\n  A relative path begins at the Maven module's directory.");
    }

    @Test
    void refusesADirectoryInPlaceOfTheFile() throws IOException {
        Files.createDirectories(module.resolve("noleak.yml"));

        assertThatThrownBy(() -> LimitsFiles.find(settings(Map.of()), module, module))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(module.resolve("noleak.yml") + " is no file; expected: a file of limits in YAML");
    }

    @Test
    void refusesALinkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(module.resolve("noleak.yml"), module.resolve("gone.yml"));

        assertThatThrownBy(() -> LimitsFiles.find(settings(Map.of()), module, module))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("noleak.yml is no file");
    }

    @Test
    void refusesTheOtherEndingThatYamlFilesHave() throws IOException {
        Files.writeString(module.resolve("noleak.yaml"), EXAMPLE);

        assertThatThrownBy(() -> LimitsFiles.find(settings(Map.of()), module, module))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(module.resolve("noleak.yaml") + " is not read; expected: the name noleak.yml\n")
                .hasMessageContaining("noleak.config");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        write("# " + "x".repeat(1 << 20));

        assertThatThrownBy(() -> LimitsFiles.find(settings(Map.of()), module, module))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(module.resolve("noleak.yml") + " is larger than 1MB; expected: ");
    }

    @Test
    void refusesAnotherEncoding() throws IOException {
        Files.write(module.resolve("noleak.yml"), "# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> LimitsFiles.find(settings(Map.of()), module, module))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(module.resolve("noleak.yml") + " is not in UTF-8; expected: ");
    }

    @Test
    void tellsThePatternsThatMatchNothingInTheOrderOfTheFile() throws IOException {
        write("""
                scenarios:
                  "cache.BenchmarkPutt": { iterations: 1 }
                  "cache.Benchmark*": { iterations: 1 }
                  "cache.BenchmarkGet": { iterations: 1 }
                """);
        LimitsFile file = LimitsFiles.find(settings(Map.of()), module, module);

        List<LimitsFile.Unmatched> unmatched =
                file.unmatched(List.of("cache.BenchmarkPut", "cache.BenchmarkGet/size=10"), List.of());

        String path = module.resolve("noleak.yml").toString();
        assertThat(unmatched).extracting(u -> u.error().getMessage()).containsExactly(path + """
                                :2:3: "cache.BenchmarkPutt" matches no scenario; expected: an id or a pattern that does
                                  2 |   "cache.BenchmarkPutt": { iterations: 1 }
                                    |   ^
                                  Near name: cache.BenchmarkPut
                                  Near name: cache.BenchmarkGet/size=10""", path + """
                                :4:3: "cache.BenchmarkGet" matches no scenario; expected: an id or a pattern that does
                                  4 |   "cache.BenchmarkGet": { iterations: 1 }
                                    |   ^
                                  Near name: cache.BenchmarkPut
                                  Near name: cache.BenchmarkGet/size=10
                                  Its sub-benchmarks are matched by "cache.BenchmarkGet/**\"""");
    }

    @Test
    void doesNotLookForPatternsOfWorkloadsAmongGoFunctions() throws IOException {
        write("""
                scenarios:
                  "CheckoutLeakTest.*": { iterations: 1 }
                  "CheckoutLeakTest.checkout": { iterations: 2 }
                """);

        assertThat(LimitsFiles.find(settings(Map.of()), module, module)
                        .unmatched(List.of("cache.BenchmarkGet"), List.of()))
                .isEmpty();
    }

    @Test
    void leavesInDoubtWhatMayBeBelowAFunctionThatNobodyHasListed() throws IOException {
        write("""
                scenarios:
                  "cache.BenchmarkGet/size=10": { iterations: 1 }
                  "cache.BenchmarkPut/size=10": { iterations: 1 }
                """);
        LimitsFile file = LimitsFiles.find(settings(Map.of()), module, module);

        assertThat(file.unmatched(List.of("cache.BenchmarkGet", "cache.BenchmarkPut"), List.of("cache.BenchmarkGet")))
                .extracting(LimitsFile.Unmatched::place)
                .containsExactly("noleak.yml:3:3");
    }

    @Test
    void namesEachPatternByAPlaceOfItsOwn() throws IOException {
        write("scenarios: { \"a.BenchmarkX\": { iterations: 1 }, \"b.BenchmarkX\": { iterations: 1 } }\n");
        LimitsFile file = LimitsFiles.find(settings(Map.of()), module, module);

        assertThat(file.unmatched(List.of(), List.of()))
                .extracting(LimitsFile.Unmatched::place)
                .containsExactly("noleak.yml:1:14", "noleak.yml:1:49");
        assertThat(file.places()).containsExactlyInAnyOrder("noleak.yml:1:14", "noleak.yml:1:49");
        assertThat(LimitsFile.none().places()).isEmpty();
    }

    @Test
    void refusesWhateverIsBrokenWithAPlace() throws IOException {
        Random random = new Random(42);
        String letters = "\t\n :-{}[]\"'*&!?%@`#|>,x0\u0000\u00e9";
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(EXAMPLE);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int at = random.nextInt(text.length());
                String put = String.valueOf(letters.charAt(random.nextInt(letters.length())));
                text.replace(at, at + random.nextInt(3), put);
            }
            try {
                LimitsFileReader.read(SourceText.of(Path.of("noleak.yml"), "noleak.yml", text.toString()));
            } catch (ConfigurationException e) {
                refused++;
                assertThat(e.getMessage().lines().findFirst().orElse(""))
                        .as(text.toString())
                        .matches("noleak\\.yml:\\d+:\\d+: .+; expected: .+");
            }
        }
        assertThat(refused).isGreaterThan(400);
    }

    private ScenarioSettings resolve(String text, String id) throws IOException {
        return resolve(text, id, Annotations.none(), Map.of());
    }

    private ScenarioSettings resolve(String text, String id, Annotations annotations, Map<String, String> parameters)
            throws IOException {
        write(text);
        Settings settings = settings(parameters);
        return ScenarioSettings.resolve(annotations, LimitsFiles.find(settings, module, module), id, settings);
    }

    private void write(String text) throws IOException {
        Files.writeString(module.resolve("noleak.yml"), text);
    }

    private static long value(ScenarioSettings settings, Metric metric) {
        return Optional.ofNullable(settings.limits().get(metric)).orElseThrow().value();
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }
}
