package io.github.noleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.noleak.config.Setting;
import io.github.noleak.config.Sizes;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the documentation says is what the code does, as far as a test can tell. */
class DocsTests {

    /** Surefire runs tests in the directory of the Maven module. */
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern YAML_SNIPPET = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    /** Pages that need other libraries: a consumer build of their own compiles them. */
    private static final Set<String> BUILT = Set.of("spring-boot.md");

    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\n(.*?) \\* }</pre>");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern MACHINE = Pattern.compile("/(?:work|root|home|tmp)/|localhost:");

    @Test
    void theTableOfSettingsIsTheEnum() throws IOException {
        assertThat(rows("`noleak.(?!limit)"))
                .containsExactlyElementsOf(Stream.of(Setting.values())
                        .map(s -> "| `%s` | %s | %s |".formatted(s.key(), s.defaultText(), s.text()))
                        .toList());
    }

    @Test
    void theTableOfLimitsIsTheEnum() throws IOException {
        List<String> rows = rows("`noleak.limit.");
        assertThat(rows).hasSameSizeAs(Metric.values());
        for (Metric metric : Metric.values()) {
            String[] cells = rows.stream()
                    .map(row -> row.split("\\s*\\|\\s*", -1))
                    .filter(row -> row[1].equals("`noleak.limit." + metric.key() + "`"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Sizes.parse(cells[2])).hasValue(metric.defaultLimit());
            assertThat(Stream.of(NoLeak.class.getDeclaredMethods()).map(m -> "`" + m.getName() + "`"))
                    .contains(cells[3]);
        }
    }

    private static List<String> rows(String start) throws IOException {
        Pattern row = Pattern.compile("^\\| " + start + ".*");
        return Files.readAllLines(PROJECT.resolve("docs/settings.md")).stream()
                .filter(line -> row.matcher(line).matches())
                .toList();
    }

    @Test
    void everyVerdictAndEveryMetricIsExplained() throws IOException {
        String judging = Files.readString(PROJECT.resolve("docs/how-it-judges.md"));
        String report = Files.readString(PROJECT.resolve("docs/report.md"));
        assertThat(Verdict.values()).allSatisfy(v -> assertThat(judging).contains("| `" + v.key() + "` |"));
        assertThat(Metric.values()).allSatisfy(m -> assertThat(report).contains("`" + m.key() + "`"));
        assertThat(Leak.Kind.values()).allSatisfy(k -> assertThat(report).contains("`" + k.key() + "`"));
    }

    @TestFactory
    List<DynamicTest> everySnippetCompiles(@TempDir Path output) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            if (BUILT.contains(page.getFileName().toString())) {
                continue;
            }
            List<String> snippets = SNIPPET.matcher(Files.readString(page))
                    .results()
                    .map((MatchResult snippet) -> snippet.group(1))
                    .toList();
            for (int i = 0; i < snippets.size(); i++) {
                String snippet = snippets.get(i);
                tests.add(dynamicTest(page.getFileName() + " " + (i + 1), () -> compile(snippet, output)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyAnnotationHasAnExampleThatCompiles(@TempDir Path output) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(PROJECT.resolve("extension/src/main/java/io/github/noleak"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String source = Files.readString(file);
                if (source.contains("public @interface ")) {
                    tests.add(dynamicTest(file.getFileName().toString(), () -> compile(example(source), output)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(5);
        return tests;
    }

    private static String example(String source) {
        assertThat(source).containsPattern(EXAMPLE);
        String lines =
                EXAMPLE.matcher(source).results().findFirst().orElseThrow().group(1);
        return "import io.github.noleak.*; import java.io.*; import java.net.*;\n"
                + lines.replaceAll("(?m)^ \\* ?", "");
    }

    private static void compile(String snippet, Path output) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return snippet;
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", output.toString(), "-classpath", System.getProperty("java.class.path"));
        StringWriter errors = new StringWriter();
        assertThat(compiler.getTask(errors, null, null, options, null, List.of(source))
                        .call())
                .as(() -> errors + "\n" + snippet)
                .isTrue();
    }

    @TestFactory
    Stream<DynamicTest> everyYamlSnippetIsYaml() throws IOException {
        return pages().stream()
                .map(page -> dynamicTest(
                        page.getFileName().toString(),
                        () -> assertThat(YAML_SNIPPET
                                        .matcher(Files.readString(page))
                                        .results())
                                .allSatisfy(snippet -> assertThat(
                                                new Load(LoadSettings.builder().build())
                                                        .loadFromString(snippet.group(1)))
                                        .isInstanceOf(Map.class))));
    }

    /** Guides that no other page leads to are not found. */
    @Test
    void indexNamesEveryGuide() throws IOException {
        String index = Files.readString(PROJECT.resolve("docs/guides/README.md"));
        String readme = Files.readString(PROJECT.resolve("README.md"));
        try (Stream<Path> guides = Files.list(PROJECT.resolve("docs/guides"))) {
            assertThat(guides.map(guide -> guide.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(name -> {
                        assertThat(index).contains("](" + name + ")");
                        assertThat(readme).contains("](docs/guides/" + name + ")");
                    });
        }
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
        return pages().stream()
                .map(page -> dynamicTest(page.getFileName().toString(), () -> {
                    String text = FENCED.matcher(Files.readString(page)).replaceAll("");
                    assertThat(LINK.matcher(text).results().map((MatchResult link) -> link.group(1)))
                            .filteredOn(link -> !link.contains("://"))
                            .allSatisfy(link ->
                                    assertThat(page.resolveSibling(link)).exists());
                }));
    }

    @TestFactory
    Stream<DynamicTest> noPageNamesTheMachineItWasWrittenOn() throws IOException {
        return pages().stream()
                .map(page -> dynamicTest(
                        page.getFileName().toString(),
                        () -> assertThat(Files.readString(page)).doesNotContainPattern(MACHINE)));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                PROJECT.resolve("README.md"), PROJECT.resolve("CHANGELOG.md"), PROJECT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }
}
