package io.github.noleak.go.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.GoException;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTests {

    private static final Path WORKSPACE = Path.of("../example-tests/go/layouts/workspace");

    private final Workplace workplace = Workplace.open();

    @AfterEach
    void close() {
        workplace.close();
    }

    @Test
    void takesEveryModuleThatGoWorkNames() {
        assertThat(names(WORKSPACE)).containsExactly("library", "shop");
    }

    @Test
    void takesOneModuleOfAWorkspaceByItself() {
        assertThat(names(WORKSPACE.resolve("shop"))).containsExactly("shop");
    }

    @Test
    void moduleWithoutAWorkspaceIsTheOnlyOne() {
        assertThat(names(Path.of("../example-tests/go/broken"))).containsExactly("broken");
    }

    @Test
    void workspaceThatIsOffIsNone() {
        BuildSettings settings = Fixture.settings(WORKSPACE, List.of(), Map.of("GOWORK", "off"), List.of());
        assertThat(Workspace.modules(workplace, settings)).containsExactly(settings);
    }

    @Test
    void idsSayWhichModuleTheyAreOf() {
        BuildSettings settings = settings(WORKSPACE);
        List<String> ids = Workspace.modules(workplace, settings).stream()
                .map(m -> ModuleListing.of(workplace, m).namedFrom(settings.directory()))
                .flatMap(m -> m.packages().stream())
                .flatMap(p -> p.functions().stream().map(p::scenario))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().contains("library.BenchmarkClean", "shop.BenchmarkClean");
    }

    @Test
    void directoryThatTheWorkspaceDoesNotNameIsRefused(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("used"));
        Files.createDirectories(directory.resolve("forgotten"));
        Files.writeString(directory.resolve("go.work"), "go 1.19\n\nuse ./used\n");
        Files.writeString(directory.resolve("used/go.mod"), "module example.com/used\n\ngo 1.19\n");
        Files.writeString(directory.resolve("forgotten/go.mod"), "module example.com/forgotten\n\ngo 1.19\n");
        BuildSettings settings = settings(directory.resolve("forgotten"));
        assertThatThrownBy(() -> Workspace.modules(workplace, settings))
                .isInstanceOf(GoException.class)
                .hasMessageContaining("go.work")
                .hasMessageContaining("forgotten")
                .hasMessageContaining("GOWORK=off");
    }

    private static BuildSettings settings(Path directory) {
        return Fixture.settings(directory, List.of(), Map.of(), List.of());
    }

    private List<String> names(Path directory) {
        return Workspace.modules(workplace, settings(directory)).stream()
                .map(s -> s.directory().getFileName().toString())
                .toList();
    }
}
