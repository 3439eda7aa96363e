package io.github.noleak.go.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import io.github.noleak.go.Fixture;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the Go code that is compiled into users' binaries as Go code is checked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateSourceTests {

    private final Workplace workplace = Workplace.open();
    private Path copy;
    private JsonObject replaced;
    private final JsonObject ofGo = new JsonObject();
    private Path overlay;

    /** Puts the files where the overlay says they are. */
    @BeforeAll
    void lay(@TempDir Path directory) throws IOException, JsonParserException {
        ModuleListing module = Fixture.of(workplace, Fixture.ODD).module();
        Path laid = GateSource.writeOverlay(
                        directory,
                        module,
                        module.byId("small").orElseThrow(),
                        false,
                        Optional.of(module.goRoot()).filter(root -> !LinkedRoot.isNeeded(root)))
                .file();
        replaced = JsonParser.object().from(Files.readString(laid)).getObject("Replace");
        GoPackage main = new GoPackage(
                module.directory().resolve("command"), "example.com/odd/command", "main", "command", List.of());
        Path program =
                GateSource.writeProgramOverlay(Files.createDirectory(directory.resolve("program")), module, main);
        replaced.putAll(JsonParser.object().from(Files.readString(program)).getObject("Replace"));
        copy = Files.createDirectory(directory.resolve("copy"));
        Files.writeString(copy.resolve("go.mod"), Files.readString(Fixture.ODD.resolve("go.mod")));
        Files.writeString(
                Files.createDirectory(copy.resolve("command")).resolve("main.go"), "package main\n\nfunc main() {}\n");
        for (Map.Entry<String, Object> file : replaced.entrySet()) {
            if (Path.of(file.getKey()).startsWith(module.goRoot())) {
                ofGo.put(file.getKey(), file.getValue());
                continue;
            }
            // The hooks' own names are beyond what a plain locale can write.
            String name = file.getKey().contains("/small/")
                    ? "small/" + Path.of(String.valueOf(file.getValue())).getFileName()
                    : module.directory().relativize(Path.of(file.getKey())).toString();
            Files.createDirectories(copy.resolve(name).getParent());
            Files.copy(Path.of(String.valueOf(file.getValue())), copy.resolve(name));
        }
        try (Stream<Path> tests = Files.list(Path.of("src/test/resources/io/github/noleak/go/gate"))) {
            for (Path test : tests.toList()) {
                Files.copy(test, copy.resolve("noleakgate_7f3c").resolve(test.getFileName()));
            }
        }
        JsonObject replacing = new JsonObject();
        replacing.put("Replace", ofGo);
        this.overlay = Files.writeString(directory.resolve("of-go.json"), JsonWriter.string(replacing));
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    @Test
    void isFormatted() throws Exception {
        Path gofmt = GoToolchain.find(null, System.getenv()).go().resolveSibling("gofmt");
        assertThat(run(Map.of(), gofmt.toString(), "-l", "-s", ".")).isEmpty();
    }

    @Test
    void addedToGosOwnPackageIsFormatted() throws Exception {
        Path gofmt = GoToolchain.find(null, System.getenv()).go().resolveSibling("gofmt");
        String benchmark = ofGo.keySet().stream()
                .filter(file -> file.endsWith("benchmark.go"))
                .findFirst()
                .orElseThrow();
        String text = Files.readString(Path.of(String.valueOf(ofGo.get(benchmark))));
        Path added = Files.writeString(
                copy.resolveSibling("added.go"),
                "package testing\n\n" + text.substring(text.indexOf("// What NoLeak")));

        assertThat(run(Map.of(), gofmt.toString(), "-l", "-s", added.toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "darwin", "windows"})
    void isVettedOn(String system) throws Exception {
        assertThat(run(Map.of("GOOS", system, "CGO_ENABLED", "0"), "go", "vet", "-overlay=" + overlay, "./..."))
                .isEmpty();
    }

    /** What the module's language lacks, the gate cannot use. */
    @ParameterizedTest
    @ValueSource(strings = {"go 1.1", "go 1.12", "go 1.16", "go 1.18", ""})
    @Tag("go-matrix")
    void compilesInTheLanguageOfOldModules(String line) throws Exception {
        Path file = copy.resolve("go.mod");
        String before = Files.readString(file);
        try {
            Files.writeString(file, "module example.com/odd\n\n" + line + "\n");
            for (String system : List.of("linux", "windows")) {
                run(Map.of("GOOS", system, "CGO_ENABLED", "0"), "go", "build", "-overlay=" + overlay, "./...");
            }
            run(
                    Map.of(),
                    "go",
                    "test",
                    "-c",
                    "-vet=off",
                    "-overlay=" + overlay,
                    "-o",
                    copy.resolve("small.test").toString(),
                    "./small");
        } finally {
            Files.writeString(file, before);
        }
    }

    @Test
    @Tag("go-matrix")
    void passesItsOwnTests() throws Exception {
        assertThat(run(Map.of(), "go", "test", "-count=1", "./noleakgate_7f3c")).startsWith("ok");
    }

    @Test
    void standsInTheModuleAndBesideTheTestsAndTheMainFunction() {
        assertThat(replaced.keySet())
                .anyMatch(f -> f.endsWith("/command/noleak_gate_7f3c.go"))
                .anyMatch(f -> f.endsWith("/small/\uff5anoleak_gate_7f3c_test.go"))
                .anyMatch(f -> f.endsWith("/odd/noleakgate_7f3c/gate.go"))
                .anyMatch(f -> f.endsWith("/small/\uff5anoleak_series_7f3c_test.go"))
                .allMatch(f -> GateSource.owns(f)
                        || f.endsWith("/src/testing/benchmark.go")
                        || f.endsWith("/src/testing/testing.go"));
    }

    @Test
    void everyFileThatIsShippedIsUsed() throws IOException {
        Path resources = Path.of("src/main/resources/io/github/noleak/go/gate");
        try (Stream<Path> shipped = Files.list(resources)) {
            assertThat(shipped.filter(f -> f.toString().endsWith(".go")))
                    .allSatisfy(
                            f -> assertThat(replaced.keySet()).anyMatch(used -> used.endsWith("/" + f.getFileName())));
        }
    }

    @Test
    void otherFilesAreNotTakenForIts() {
        assertThat(GateSource.owns("/home/me/noleakgate/gate.go")).isFalse();
        assertThat(GateSource.owns("/home/me/small/small_test.go")).isFalse();
    }

    @Test
    void usersModuleStaysAsItIs() throws IOException {
        try (Stream<Path> files = Files.walk(Fixture.ODD)) {
            assertThat(files).noneMatch(f -> f.toString().contains("noleak"));
        }
    }

    private String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command));
        if (arguments.get(0).equals("go")) {
            arguments.set(0, GoToolchain.find(null, System.getenv()).go().toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(arguments).directory(copy.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        assertThat(code).as("%s: %s", arguments, output).isZero();
        return output;
    }
}
