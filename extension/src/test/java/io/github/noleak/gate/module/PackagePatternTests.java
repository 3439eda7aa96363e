package io.github.noleak.gate.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.GoPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same patterns, with the same answers, as the go command has them. */
class PackagePatternTests {

    private static final List<GoPackage> PACKAGES = Stream.of(
                    "", "cache", "cache/lru", "cachestore", "internal/cache", "v1.2")
            .map(id -> new GoPackage(
                    Path.of(id), id.isEmpty() ? "example.com/shop" : "example.com/shop/" + id, "p", id, List.of()))
            .toList();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "./...                     | ., cache, cache/lru, cachestore, internal/cache, v1.2",
                "...                       | ., cache, cache/lru, cachestore, internal/cache, v1.2",
                ".                         | .",
                "./cache                   | cache",
                "./cache/                  | cache",
                "./cache/...               | cache, cache/lru",
                "./cache...                | cache, cache/lru, cachestore",
                "./.../cache               | internal/cache",
                "./v1.2                    | v1.2",
                "./v1x2                    | ''",
                "cache                     | ''",
                "example.com/shop          | .",
                "example.com/shop/cache    | cache",
                "example.com/shop/...      | ., cache, cache/lru, cachestore, internal/cache, v1.2",
                "example.com/shop/internal/... | internal/cache",
                "''                        | ''"
            })
    void matchesAsInGo(String pattern, String matched) {
        String found = String.join(
                ", ",
                PACKAGES.stream()
                        .filter(new PackagePattern(pattern)::matches)
                        .map(p -> p.id().isEmpty() ? "." : p.id())
                        .toList());
        assertThat(found).isEqualTo(matched);
    }
}
