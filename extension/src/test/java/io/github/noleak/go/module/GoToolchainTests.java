package io.github.noleak.go.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.GoException;
import io.github.noleak.go.process.Workplace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoToolchainTests {

    @TempDir
    Path directory;

    @Test
    void settingNamesTheCommand() throws IOException {
        Path go = command("elsewhere/go1.19");
        assertThat(GoToolchain.find(go.toString(), Map.of()).go()).isEqualTo(go);
    }

    @Test
    void settingNamesTheToolchainsDirectory() throws IOException {
        Path go = command("sdk/bin/go");
        assertThat(GoToolchain.find(directory.resolve("sdk").toString(), Map.of())
                        .go())
                .isEqualTo(go);
        assertThat(GoToolchain.find(directory.resolve("sdk/bin").toString(), Map.of())
                        .go())
                .isEqualTo(go);
    }

    @Test
    void settingWinsAndHasNoFallback() throws IOException {
        Path other = command("sdk/bin/go");
        Map<String, String> environment = Map.of("PATH", other.getParent().toString());
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> GoToolchain.find(directory.resolve("none").toString(), environment))
                .withMessageContaining(directory.resolve("none").toString())
                .withMessageContaining("noleak.go");
    }

    @Test
    void rootComesBeforePath() throws IOException {
        Path root = command("root/bin/go");
        Path onPath = command("path/go");
        assertThat(GoToolchain.find(
                                null,
                                Map.of(
                                        "GOROOT",
                                        directory.resolve("root").toString(),
                                        "PATH",
                                        onPath.getParent().toString()))
                        .go())
                .isEqualTo(root);
    }

    @Test
    void pathIsSearchedInItsOrder() throws IOException {
        Path first = command("one/go");
        Path second = command("two/go");
        String path = String.join(
                File.pathSeparator,
                "",
                directory.resolve("missing").toString(),
                first.getParent().toString(),
                second.getParent().toString());
        assertThat(GoToolchain.find(null, Map.of("PATH", path)).go()).isEqualTo(first);
    }

    @Test
    void whatCannotBeExecutedIsPassedOver() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data")).resolve("go");
        Files.writeString(data, "");
        Files.createDirectories(directory.resolve("folder/go"));
        Path real = command("real/go");
        String path = String.join(
                File.pathSeparator,
                data.getParent().toString(),
                directory.resolve("folder").toString(),
                real.getParent().toString());
        assertThat(GoToolchain.find(null, Map.of("PATH", path)).go()).isEqualTo(real);
    }

    @Test
    void errorListsEveryPlaceInOrder() {
        String path = directory.resolve("a") + File.pathSeparator + directory.resolve("b");
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> GoToolchain.find(
                        null, Map.of("GOROOT", directory.resolve("root").toString(), "PATH", path)))
                .satisfies(e -> {
                    assertThat(e.headline()).isEqualTo("No Go toolchain was found");
                    assertThat(String.join("\n", e.details()))
                            .containsSubsequence("root/bin/go", "a/go", "b/go", "noleak.go");
                });
    }

    @Test
    void brokenCommandIsTold() throws IOException {
        Path go = command("broken/go");
        Files.writeString(go, "#!/bin/sh\necho 'go: a bad day' >&2\nexit 2\n");
        try (Workplace workplace = Workplace.open()) {
            BuildSettings settings = new BuildSettings(
                    new GoToolchain(go),
                    Fixture.ODD.toAbsolutePath(),
                    java.util.List.of(),
                    Map.of(),
                    java.util.List.of());
            assertThatExceptionOfType(GoException.class)
                    .isThrownBy(() -> ModuleListing.of(workplace, settings))
                    .withMessageContaining(go.toString())
                    .withMessageContaining("go: a bad day");
        }
    }

    private Path command(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
