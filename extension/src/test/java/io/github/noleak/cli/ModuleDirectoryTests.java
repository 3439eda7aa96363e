package io.github.noleak.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleDirectoryTests {

    @TempDir
    Path directory;

    @Test
    void moduleIsWhereItsFileIs() throws IOException {
        write("go.mod");
        assertThatCode(() -> require("", Map.of())).doesNotThrowAnyException();
    }

    @Test
    void nothingThereIsSaid() {
        refuse("x", Map.of(), "No Go module in " + directory.resolve("x") + ": there is no such directory");
        refuse("", Map.of(), "No Go module in " + directory + ": the directory has no go.mod");
    }

    @Test
    void partOfAModuleSaysWhoseItIs() throws IOException {
        write("go.mod");
        Files.createDirectories(directory.resolve("internal/cache"));
        refuse(
                "internal/cache",
                Map.of(),
                "It is a part of the module in " + directory + ": name that, and --package ./internal/cache/...");
    }

    @Test
    void fileOfAModuleIsNoDirectory() throws IOException {
        write("go.mod");
        refuse("go.mod", Map.of(), directory.resolve("go.mod") + " is a file, and no directory with a Go module");
    }

    @Test
    void workspaceSaysItselfWhichModulesItHas() throws IOException {
        write("go.work");
        Files.createDirectories(directory.resolve("services"));
        assertThatCode(() -> require("services", Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> require("services", Map.of("GOWORK", "/elsewhere/go.work")))
                .doesNotThrowAnyException();
        refuse("services", Map.of("GOWORK", "off"), "the directory has no go.mod");
    }

    private void write(String file) throws IOException {
        Files.writeString(directory.resolve(file), "module m\n");
    }

    private void require(String path, Map<String, String> environment) {
        new ModuleDirectory(directory.resolve(path), environment).require();
    }

    private void refuse(String path, Map<String, String> environment, String message) {
        Path named = path.isEmpty() ? directory : directory.resolve(path);
        assertThatThrownBy(() -> new ModuleDirectory(named, environment).require())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }
}
