package io.github.noleak.go.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.GoException;
import io.github.noleak.go.RequiredServer;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProgramTests {

    private static final Path SERVICES = Path.of("src/test/go/services");

    private final Workplace workplace = Workplace.open();

    @AfterAll
    void close() {
        workplace.close();
    }

    @Test
    @Tag("go-matrix")
    void programIsBuiltAndTheModuleStaysAsItIs() throws IOException {
        ModuleListing module = Fixture.of(workplace, SERVICES).module();
        Program program = Program.build(workplace, module, "./cmd/silent", List.of());
        assertThat(program.file()).isExecutable();
        assertThat(program.main().path()).isEqualTo("example.com/services/cmd/silent");
        assertThat(program.gatePackage()).startsWith("example.com/services/noleakgate");
        try (Stream<Path> files = Files.walk(SERVICES)) {
            assertThat(files).noneMatch(f -> f.toString().contains("noleak"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmd/shop", "./cmd/shop", "./cmd/shop/", "example.com/shop/cmd/shop"})
    void programIsFoundHoweverItIsWritten(String written, @TempDir Path directory) throws IOException {
        ModuleListing module = shop(directory, "func main() {}");
        assertThat(Program.build(workplace, module, written, List.of()).main().id())
                .isEqualTo("cmd/shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "./", ""})
    void programOfTheModulesRootIsFound(String written, @TempDir Path directory) throws IOException {
        ModuleListing module = shop(directory, "func main() {}");
        assertThat(Program.build(workplace, module, written, List.of()).main().path())
                .isEqualTo("example.com/shop");
    }

    @Test
    void programThatIsNotThereIsToldWithThoseThatAre(@TempDir Path directory) throws IOException {
        ModuleListing module = shop(directory, "func main() {}");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Program.build(workplace, module, "./cmd/shpo", List.of()))
                .satisfies(e -> {
                    assertThat(e.headline()).contains("./cmd/shpo", "example.com/shop");
                    assertThat(String.join("\n", e.details()))
                            .contains("@GoService(main)", "There are: ., ./cmd/shop")
                            .doesNotContain("library");
                });
    }

    @Test
    void packageThatIsNoProgramIsNotTakenForOne(@TempDir Path directory) throws IOException {
        ModuleListing module = shop(directory, "func main() {}");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Program.build(workplace, module, "./library", List.of()))
                .withMessageContaining("There are: ., ./cmd/shop");
    }

    @Test
    void moduleWithoutProgramsIsTold() {
        ModuleListing module = Fixture.of(workplace, Fixture.ODD).module();
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Program.build(workplace, module, "./cmd/shop", List.of()))
                .withMessageContaining("The module has none.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./testdata/server", "testdata/server/"})
    void programUnderTestdataIsBuilt(String written, @TempDir Path directory) throws IOException {
        ModuleListing module = shop(directory, "func main() {}");
        Path server = Files.createDirectories(directory.resolve("testdata/server"));
        Files.writeString(server.resolve("main.go"), "package main\n\nfunc main() {}\n");
        Program program = Program.build(workplace, module, written, List.of());
        assertThat(program.file()).isExecutable();
        assertThat(program.main().path()).isEqualTo("example.com/shop/testdata/server");
    }

    /** The module cache is one of its own here, filled from a directory. */
    @ParameterizedTest
    @ValueSource(strings = {"alone", "workspace", "vendored"})
    @Tag("go-matrix")
    void programOfARequiredModuleIsBuilt(String how, @TempDir Path directory) throws Exception {
        RequiredServer required = RequiredServer.in(directory, how);
        try {
            Map<String, String> environment = required.environment();
            ModuleListing module =
                    Fixture.with(workplace, required.module(), environment).module();
            Program program = Program.build(workplace, module, "example.com/server/cmd/serve", List.of());

            ChildProcess process =
                    workplace.start(List.of(program.file().toString()), module.directory(), Map.of(), null);
            assertThat(process.await(Duration.ofMinutes(1))).isTrue();
            workplace.forget(process);
            assertThat(process.output().text()).startsWith("hello, gopher\n");
            String file = process.output().text().lines().skip(1).findFirst().orElseThrow();
            assertThat(Path.of(file)).isRegularFile();
            assertThat(program.module().contains(file)).as(file).isEqualTo(!how.equals("vendored"));
            assertThat(module.contains(file)).as(file).isFalse();
            assertThat(new GoCommand(workplace, module.settings())
                            .run(List.of("tool", "nm", program.file().toString()))
                            .output())
                    .contains("noleakgate_7f3c.serve");
        } finally {
            required.clear();
        }
    }

    @Test
    void programOfAModuleThatIsNotRequiredIsToldInGosWords(@TempDir Path directory) throws IOException {
        ModuleListing module = shop(directory, "func main() {}");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Program.build(workplace, module, "example.com/server/cmd/serve", List.of()))
                .withMessageStartingWith("No Go program \"example.com/server/cmd/serve\" in the Go module")
                .withMessageContaining("no required module provides package")
                .withMessageContaining("There are: ., ./cmd/shop");
    }

    @Test
    void compilersLinesAreKept(@TempDir Path directory) throws IOException {
        ModuleListing module = shop(directory, "func main() {\n\tvar price int = \"high\"\n}");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Program.build(workplace, module, "./cmd/shop", List.of()))
                .satisfies(e -> {
                    assertThat(e.headline()).contains("example.com/shop/cmd/shop", "does not compile");
                    assertThat(String.join("\n", e.details()))
                            .contains("main.go:4")
                            .contains("\"high\"");
                });
    }

    @Test
    void flagsAreGivenToTheCompiler(@TempDir Path directory) throws IOException {
        ModuleListing module = shop(directory, "func main() {}");
        Files.writeString(
                directory.resolve("cmd/shop/extra.go"), "//go:build extra\n\npackage main\n\nvar _ int = \"\"");
        Program.build(workplace, module, "./cmd/shop", List.of());
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Program.build(workplace, module, "./cmd/shop", List.of("-tags", "extra")))
                .withMessageContaining("extra.go:5");
    }

    /** Makes a module of a library and two programs. */
    private ModuleListing shop(Path directory, String main) throws IOException {
        Files.writeString(directory.resolve("go.mod"), "module example.com/shop\n\ngo 1.19\n");
        Files.writeString(directory.resolve("main.go"), "package main\n\nfunc main() {}\n");
        Files.createDirectories(directory.resolve("cmd/shop"));
        Files.writeString(directory.resolve("cmd/shop/main.go"), "package main\n\n" + main + "\n");
        Files.createDirectories(directory.resolve("library"));
        Files.writeString(directory.resolve("library/library.go"), "package library\n");
        return Fixture.of(workplace, directory).module();
    }
}
