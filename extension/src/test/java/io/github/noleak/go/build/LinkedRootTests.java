package io.github.noleak.go.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedRootTests {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.24.13.linux-amd64, false",
        "/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.0.linux-amd64, true",
        "C:\\go\\pkg\\mod\\golang.org\\toolchain@v0.0.1-go1.27.4.windows-amd64, true",
        "/usr/local/go, false"
    })
    void toolchainThatGoHasDownloadedNeedsALinkFromGo125On(String goRoot, boolean needed) {
        assertThat(LinkedRoot.isNeeded(Path.of(goRoot))).isEqualTo(needed);
    }

    @Test
    void toolchainIsUsedByItsLinkUnderTheSameSettings() throws IOException {
        Path original = Files.createDirectory(directory.resolve("toolchain"));
        BuildSettings settings = Fixture.settings(directory, List.of("tag"), Map.of("A", "b"), List.of("-race"));
        try (Workplace workplace = Workplace.open()) {
            LinkedRoot root = LinkedRoot.of(workplace, original).orElseThrow();

            BuildSettings linked = root.with(settings);

            assertThat(root.link().toRealPath()).isEqualTo(original.toRealPath());
            assertThat(linked.toolchain().go().toString()).startsWith(root.link() + "/bin/go");
            assertThat(linked.environment())
                    .containsEntry("A", "b")
                    .containsEntry("GOTOOLCHAIN", "local")
                    .containsEntry("GOROOT", root.link().toString());
            assertThat(linked.tags()).isEqualTo(settings.tags());
            assertThat(linked.flags()).isEqualTo(settings.flags());
            assertThat(LinkedRoot.of(workplace, original))
                    .as("one for each toolchain")
                    .hasValue(root);
        }
    }

    @Test
    void filesHaveTheNamesThatTheyHave() {
        LinkedRoot root = new LinkedRoot(Path.of("/tmp/noleak-1/link1"), Path.of("/cache/toolchain"));

        assertThat(root.original("at /tmp/noleak-1/link1/src/testing/benchmark.go:7 of /tmp/noleak-1/link11/a.go"))
                .isEqualTo("at /cache/toolchain/src/testing/benchmark.go:7 of /tmp/noleak-1/link11/a.go");
    }

    /** What a link leads to is not the workplace's. */
    @Test
    void linkIsDeletedAndTheToolchainStays() throws IOException {
        Path original = Files.createDirectory(directory.resolve("toolchain"));
        Path file = Files.writeString(original.resolve("VERSION"), "go1.27.4");
        Path link;
        try (Workplace workplace = Workplace.open()) {
            link = workplace.link(original);
            assertThat(link.resolve("VERSION")).exists();
        }

        assertThat(link).doesNotExist();
        assertThat(file).exists();
    }
}
