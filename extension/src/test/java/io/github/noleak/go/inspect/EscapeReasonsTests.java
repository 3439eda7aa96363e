package io.github.noleak.go.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscapeReasonsTests {

    private static final String CODE = """
            package shop

            type Entry struct{ id, count int }

            var all = map[int]*Entry{}
            var later []func() int

            func Keep(id int) {
            	all[id] = &Entry{id: id}
            }

            func Count(n int) {
            	counts := make([]int, 1024)
            	later = append(later, func() int { return counts[n] })
            }

            func Local() int {
            	return (&Entry{count: 1}).count
            }

            func Changing(n int) {
            	var counts [1024]int
            	later = append(later, func() int { counts[n]++; return counts[n] })
            }
            """;

    @TempDir
    Path directory;

    private EscapeReasons reasons(Workplace workplace, String code) throws IOException {
        return reasons(workplace, code, List.of());
    }

    private EscapeReasons reasons(Workplace workplace, String code, List<String> flags) throws IOException {
        Files.writeString(directory.resolve("go.mod"), "module example.com/shop\n\ngo 1.19\n");
        Files.writeString(directory.resolve("shop.go"), code);
        ModuleListing module =
                Fixture.with(workplace, directory, Map.of("GOWORK", "off")).module();
        return EscapeReasons.of(workplace, module, flags, module.packages());
    }

    private Frame line(int line) {
        return new Frame("example.com/shop.F", directory.resolve("shop.go").toString(), line);
    }

    @Test
    @Tag("go-matrix")
    void compilerSaysWhereAValueGetsToWhatLivesLonger() throws IOException {
        try (Workplace workplace = Workplace.open()) {
            EscapeReasons reasons = reasons(workplace, CODE);

            assertThat(reasons.of(line(9)))
                    .hasValue("&Entry{...} escapes to heap: all[id] = &Entry{...}, assign at shop.go:9");
            assertThat(reasons.of(line(13)))
                    .hasValue("make([]int, 1024) escapes to heap: counts, captured by a closure at shop.go:14");
            assertThat(reasons.of(line(22)).orElse(""))
                    .matches(
                            "(moved to heap: counts|counts escapes to heap): counts, captured by a closure at shop.go:23");
            assertThat(reasons.of(line(18))).as("what stays on the stack").isEmpty();
        }
    }

    @Test
    void buildWithFlagsForTheCompilerHasNoReasons() throws IOException {
        try (Workplace workplace = Workplace.open()) {
            assertThat(reasons(workplace, CODE, List.of("-gcflags=-N -l")).byPlace())
                    .isEmpty();
            assertThat(reasons(workplace, CODE, List.of("-race")).byPlace()).isNotEmpty();
        }
    }

    @Test
    void packageThatDoesNotCompileHasNoReasons() throws IOException {
        try (Workplace workplace = Workplace.open()) {
            assertThat(reasons(workplace, "package shop\n\nfunc F() { no }\n").byPlace())
                    .isEmpty();
        }
    }

    @Test
    void whatCannotBeReadSaysNothing() throws IOException {
        Files.writeString(directory.resolve("a.json"), "{\"version\":0,\"file\":\"/src/a.go\"}\nno json\n");
        Files.writeString(directory.resolve("b.json"), "");
        Files.writeString(
                directory.resolve("c.json"),
                "{\"version\":0,\"file\":\"/src/c.go\"}\n{\"code\":\"escape\",\"message\":\"moved to heap: data\"}\n");

        assertThat(EscapeReasons.read(directory).byPlace()).isEqualTo(Map.of("/src/c.go:0", "moved to heap: data"));
    }
}
