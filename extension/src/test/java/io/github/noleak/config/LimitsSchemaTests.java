package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.OrgJsonNode;
import io.github.noleak.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema that editors check, the code that reads, and the documentation say the same. */
class LimitsSchemaTests {

    private static final Path DOCS = Path.of("../docs");

    private static final Path WRONG = Path.of("src/test/resources/io/github/noleak/config/wrong");

    /** Mistakes in what YAML is written with: a schema sees values alone. */
    private static final Set<String> NOT_IN_VALUES =
            Set.of("anchor.yml", "limit-in-hex.yml", "merge-key.yml", "tab-in-flow.yml", "tag.yml");

    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @Test
    void docsHaveTheSchemaOfTheJar() throws IOException {
        assertThat(Files.readString(DOCS.resolve("noleak.schema.json"))).isEqualTo(schema());
    }

    @Test
    void namesEveryKeyAndNoOther() throws IOException {
        JSONObject schema = new JSONObject(schema());

        assertThat(schema.getJSONObject("properties").keySet())
                .containsExactlyInAnyOrder(FileKey.DEFAULTS, FileKey.SCENARIOS);
        assertThat(entry(schema).keySet()).containsExactlyInAnyOrderElementsOf(FileKey.keys());
    }

    @Test
    void namesEveryMetricWithItsKindAndItsDefault() throws IOException {
        JSONObject limits =
                entry(new JSONObject(schema())).getJSONObject("limits").getJSONObject("properties");

        assertThat(limits.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Metric.values()).map(Metric::key).toList());
        for (Metric metric : Metric.values()) {
            JSONObject limit = limits.getJSONObject(metric.key());
            assertThat(limit.getString("$ref"))
                    .isEqualTo(metric.unit() == Metric.Unit.BYTES ? "#/$defs/size" : "#/$defs/count");
            assertThat(Sizes.parse(limit.get("default").toString())).hasValue(metric.defaultLimit());
        }
    }

    @Test
    void docsExplainEveryKeyAndEveryMetric() throws IOException {
        String page = Files.readString(DOCS.resolve("limits.md"));

        assertThat(FileKey.keys()).allSatisfy(k -> assertThat(page).contains("| `" + k + "` |"));
        assertThat(Metric.values()).allSatisfy(m -> assertThat(page).contains("`" + m.key() + "`"));
        assertThat(page).contains("`" + FileKey.DEFAULTS + "`", "`" + FileKey.SCENARIOS + "`");
        assertThat(page).contains("`" + Setting.CONFIG.key() + "`");
    }

    @TestFactory
    Stream<DynamicTest> takesEveryExampleInTheDocumentation() throws IOException {
        List<String> examples = Stream.concat(
                        snippets(DOCS.resolve("limits.md")), snippets(DOCS.resolve("../README.md")))
                .toList();
        assertThat(examples).hasSizeGreaterThan(2);
        return examples.stream()
                .map(e -> dynamicTest(e.lines().findFirst().orElse(""), () -> {
                    read(e);
                    assertThat(valid(e)).isTrue();
                }));
    }

    private static Stream<String> snippets(Path page) throws IOException {
        return SNIPPET.matcher(Files.readString(page)).results().map((MatchResult m) -> m.group(1));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatTheCodeRefuses() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(WRONG)) {
            files = all.filter(p -> p.toString().endsWith(".yml")).sorted().toList();
        }
        assertThat(files).extracting(p -> p.getFileName().toString()).containsAll(NOT_IN_VALUES);
        return files.stream().map(p -> {
            String name = p.getFileName().toString();
            return dynamicTest(
                    name, () -> assertThat(valid(Files.readString(p))).isEqualTo(NOT_IN_VALUES.contains(name)));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retained-bytes: 0",
                "retained-bytes: 17",
                "retained-bytes: 1.5MB",
                "retained-bytes: 1 kib",
                "retained-bytes: ' 2GB '",
                "total-alloc: '64'",
                "total-alloc: 17b",
                "goroutines: 9223372036854775807"
            })
    void takesTheLimitsThatTheCodeTakes(String limit) {
        String text = "defaults: { limits: { " + limit + " } }";

        assertThatCode(() -> read(text)).doesNotThrowAnyException();
        assertThat(valid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "Yes", "OFF", "on", "''", "' no '", "true", "False", "~", "null", "5", "[a]"})
    void refusesTheReasonsThatTheCodeRefuses(String reason) {
        String text = "defaults: { skip: " + reason + " }";

        assertThatCode(() -> read(text)).isInstanceOf(ConfigurationException.class);
        assertThat(valid(text)).isFalse();
    }

    private static JSONObject entry(JSONObject schema) {
        return schema.getJSONObject("$defs").getJSONObject("entry").getJSONObject("properties");
    }

    private static void read(String text) {
        LimitsFileReader.read(SourceText.of(Path.of("noleak.yml"), "noleak.yml", text));
    }

    /** Tells what an editor would: whether this is YAML, and whether the schema takes it. */
    private static boolean valid(String text) {
        Object value;
        try {
            value = new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            return false;
        }
        try {
            return new ValidatorFactory()
                    .withJsonNodeFactory(new OrgJsonNode.Factory())
                    .validate(schema(), json(value))
                    .isValid();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object json(Object value) {
        if (value instanceof Map<?, ?> map) {
            JSONObject object = new JSONObject();
            map.forEach((k, v) -> object.put(String.valueOf(k), json(v)));
            return object;
        }
        if (value instanceof List<?> list) {
            return new JSONArray(list.stream().map(LimitsSchemaTests::json).toList());
        }
        return Optional.ofNullable(value).orElse(JSONObject.NULL);
    }

    private static String schema() throws IOException {
        try (InputStream in = LimitsFile.class.getResourceAsStream("noleak.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
