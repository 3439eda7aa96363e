package io.github.noleak.go.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.NoSuchNameException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModuleListingTests {

    private final Workplace workplace = Workplace.open();
    private ModuleListing broken;
    private ModuleListing layouts;

    @BeforeAll
    void list() {
        broken = Fixture.of(workplace, Fixture.EXAMPLES.resolve("broken")).module();
        layouts = Fixture.of(workplace, Fixture.EXAMPLES.resolve("layouts")).module();
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    @Test
    void listsPackagesWithTheirFunctions() {
        assertThat(broken.path()).isEqualTo("example.com/broken");
        assertThat(broken.goVersion()).startsWith("go1.");
        assertThat(broken.byId("skips").orElseThrow().functions())
                .containsExactlyInAnyOrder("BenchmarkSkips", "BenchmarkSkipsSome", "TestSkips");
    }

    @Test
    void listsWhatDoesNotCompile() {
        assertThat(broken.byId("doesnotcompile").orElseThrow().functions()).containsExactly("BenchmarkAdd");
    }

    @Test
    void rootPackageHasAnEmptyId() {
        GoPackage root = layouts.byId("").orElseThrow();
        assertThat(root.path()).isEqualTo("example.com/layouts");
        assertThat(root.scenario("BenchmarkRootClean")).isEqualTo("BenchmarkRootClean");
        assertThat(layouts.packageOf(ScenarioName.parse("BenchmarkRootClean"))).isEqualTo(root);
    }

    @Test
    void listsInternalAndExternalTestsAndNoTestMain() {
        assertThat(layouts.byId("both").orElseThrow().functions())
                .contains("BenchmarkInternalClean", "BenchmarkExternalClean");
        assertThat(layouts.byId("ownmain").orElseThrow().functions()).doesNotContain("TestMain");
    }

    @Test
    void nestedModulesAndVendoredOnesAreOthers() {
        assertThat(layouts.byId("vendored")).isEmpty();
        assertThat(layouts.packages()).noneMatch(p -> p.id().startsWith("workspace"));
        ModuleListing vendored = Fixture.of(workplace, Fixture.EXAMPLES.resolve("layouts/vendored"))
                .module();
        assertThat(vendored.packages()).extracting(GoPackage::id).containsExactly("");
        assertThat(vendored.contains(vendored.directory() + "/vendored.go")).isTrue();
        assertThat(vendored.contains(vendored.directory() + "/vendor/example.com/tiny/tiny.go"))
                .isFalse();
    }

    @Test
    void fileOfAModuleBelowIsNotOfThisOne() {
        Path directory = layouts.directory();
        assertThat(directory.resolve("vendored/go.mod")).exists();
        assertThat(layouts.contains(directory + "/both/both.go")).isTrue();
        assertThat(layouts.contains(directory + "/vendored/vendored.go")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"workspace", "replace", "replace in the workspace"})
    void modulesThatGoTakesFromDirectoriesAreTheUsersOwn(String how, @TempDir Path directory) throws IOException {
        boolean workspace = how.contains("workspace");
        String replace = "\nreplace example.com/lib v0.0.0 => " + (how.equals("replace") ? "../lib\n" : "./lib\n");
        for (String name : List.of("one", "lib")) {
            Path module = Files.createDirectories(directory.resolve(name).resolve("deep"));
            Files.writeString(module.resolve("deep.go"), "package deep\n");
            Files.writeString(
                    directory.resolve(name).resolve("go.mod"), "module example.com/" + name + "\n\ngo 1.19\n");
        }
        Files.writeString(
                directory.resolve("one/go.mod"),
                "module example.com/one\n\ngo 1.19\n\nrequire example.com/lib v0.0.0\n"
                        + (how.equals("replace") ? replace : ""));
        if (workspace) {
            Files.writeString(
                    directory.resolve("go.work"),
                    "go 1.19\n\nuse ./one\n" + (how.equals("workspace") ? "\nuse ./lib\n" : replace));
        }

        ModuleListing one = Fixture.of(workplace, directory.resolve("one")).module();

        String file = directory.resolve("lib/deep/deep.go").toString();
        assertThat(one.contains(file)).isTrue();
        assertThat(one.contains(directory.resolve("one/deep/deep.go").toString()))
                .isTrue();
        assertThat(one.contains(directory.resolve("other/deep.go").toString())).isFalse();
        assertThat(one.packageOf(file)).map(GoPackage::path).contains("example.com/lib/deep");
        assertThat(one.packages()).extracting(GoPackage::path).containsExactly("example.com/one/deep");
        for (String trimmed : List.of("example.com/lib/deep/deep.go", "example.com/lib@v0.0.0/deep/deep.go")) {
            assertThat(one.contains(trimmed)).isTrue();
            assertThat(one.sourceOf(trimmed)).isEqualTo(file);
        }
        assertThat(one.sourceOf("example.com/library/deep.go")).isEqualTo("example.com/library/deep.go");
    }

    @Test
    void moduleWithoutPackagesIsListed(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("go.mod"), "module example.com/tools\n\ngo 1.19\n");
        ModuleListing tools = Fixture.of(workplace, directory).module();
        assertThat(tools.path()).isEqualTo("example.com/tools");
        assertThat(tools.packages()).isEmpty();
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> tools.packageOf(ScenarioName.parse("BenchmarkX")))
                .withMessageContaining("No benchmark BenchmarkX in the Go module example.com/tools");
    }

    @Test
    void replacementByAnotherVersionIsNotTheUsersOwn(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("go.mod"),
                "module example.com/one\n\ngo 1.19\n\nreplace example.com/lib => example.com/fork v1.2.3\n");
        Files.writeString(directory.resolve("one.go"), "package one\n");
        assertThat(Fixture.of(workplace, directory).module().beside()).isEmpty();
    }

    @Test
    void tagsLetFilesAndPackagesIn() {
        assertThat(layouts.byId("tagged").orElseThrow().functions()).containsExactly("BenchmarkAlways");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> layouts.packageOf(ScenarioName.parse("tagged.BenchmarkSpecialClean")));
        ModuleListing special = Fixture.of(workplace, Fixture.EXAMPLES.resolve("layouts"), "special")
                .module();
        assertThat(special.byId("tagged").orElseThrow().functions())
                .containsExactlyInAnyOrder("BenchmarkAlways", "BenchmarkSpecialLeaking", "BenchmarkSpecialClean");
        assertThat(special.byId("tagged/only")).isPresent();
    }

    @Test
    void uniqueNameNeedsNoPackage() {
        assertThat(broken.packageOf(ScenarioName.parse("BenchmarkHealthy")).id())
                .isEqualTo("fails");
    }

    @Test
    void ambiguousNameListsCandidates() {
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> broken.packageOf(ScenarioName.parse("BenchmarkSame/sub")))
                .satisfies(e -> {
                    assertThat(e.headline()).contains("BenchmarkSame").contains("2 packages");
                    assertThat(e.details().stream().map(String::strip))
                            .contains("samename/one.BenchmarkSame/sub", "samename/two.BenchmarkSame/sub");
                });
    }

    @Test
    void misspeltFunctionListsTheNearestFirst() {
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> broken.packageOf(ScenarioName.parse(
                        "fails.benchmarkHealthy".replace("bench", "Bench").replace("Healthy", "healty"))))
                .satisfies(e -> {
                    assertThat(e.headline()).contains("fails.Benchmarkhealty");
                    assertThat(e.details().get(1).strip()).isEqualTo("fails.BenchmarkHealthy");
                });
    }

    @Test
    void wrongPackageListsTheRightOne() {
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> broken.packageOf(ScenarioName.parse("failures.BenchmarkHealthy")))
                .satisfies(e -> assertThat(e.details().get(1).strip()).isEqualTo("fails.BenchmarkHealthy"));
    }

    @Test
    void testIsNoAdviceForABenchmark() {
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> broken.packageOf(ScenarioName.parse("fails.TestFail")))
                .satisfies(e -> {
                    assertThat(e.headline()).contains("No test fails.TestFail");
                    assertThat(e.details().toString())
                            .contains("fails.TestFails")
                            .doesNotContain("Benchmark");
                });
    }

    @Test
    void directoryWithoutAModuleIsTold(@TempDir Path empty) {
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Fixture.of(workplace, empty))
                .withMessageContaining("the directory has no go.mod")
                .withMessageContaining("@GoModule");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Fixture.of(workplace, empty.resolve("none")))
                .withMessageContaining("there is no such directory");
    }

    @Test
    void goModThatCannotBeReadShowsGosOwnLines(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("go.mod"), "modul example.com/typo\n");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Fixture.of(workplace, directory))
                .withMessageContaining("modul");
    }

    @Test
    void moduleWithoutPackagesIsOneAndIsToldWhereAScenarioIsWanted(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("go.mod"), "module example.com/empty\n\ngo 1.19\n");
        ModuleListing listing = Fixture.of(workplace, directory).module();

        assertThat(listing.path()).isEqualTo("example.com/empty");
        assertThat(listing.packages()).isEmpty();
        assertThatExceptionOfType(NoSuchNameException.class)
                .isThrownBy(() -> listing.packageOf(ScenarioName.parse("BenchmarkGet")))
                .withMessageContaining("BenchmarkGet")
                .withMessageContaining(directory.toString());
    }

    @Test
    void packagesThatAreNoGoNamesAreFound(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("go.mod"), "module example.com/dots.v2\n\ngo 1.19\n");
        for (String folder : List.of("api.v1/store.v2", "größe")) {
            Files.createDirectories(directory.resolve(folder));
            Files.writeString(
                    directory.resolve(folder).resolve("x_test.go"),
                    "package x\n\nimport \"testing\"\n\nfunc BenchmarkGröße(b *testing.B) {}\n");
        }
        ModuleListing module = Fixture.of(workplace, directory).module();
        assertThat(module.packageOf(ScenarioName.parse("api.v1/store.v2.BenchmarkGröße"))
                        .path())
                .isEqualTo("example.com/dots.v2/api.v1/store.v2");
        TestBinary built = TestBinary.build(
                workplace, module, module.byId("api.v1/store.v2").orElseThrow());
        assertThat(built.file()).exists();
    }

    @Test
    void functionsInCommentsAndMethodsAreNone(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("go.mod"), "module example.com/odd\n\ngo 1.19\n");
        Files.writeString(directory.resolve("x_test.go"), """
                package x

                import "testing"

                type suite struct{}

                func (suite) BenchmarkMethod(b *testing.B) {}

                // func BenchmarkComment(b *testing.B) {}

                func Benchmark(b *testing.B) {}

                func BenchmarkReal(b *testing.B) {}
                """);
        ModuleListing module = Fixture.of(workplace, directory).module();
        assertThat(module.byId("").orElseThrow().functions())
                .contains("BenchmarkReal", "Benchmark")
                .doesNotContain("BenchmarkMethod", "BenchmarkComment");
    }

    @Test
    void environmentReachesGo() {
        ModuleListing special = Fixture.with(
                        workplace, Fixture.EXAMPLES.resolve("layouts"), Map.of("GOFLAGS", "-tags=special"))
                .module();
        assertThat(special.byId("tagged/only")).isPresent();
    }
}
