package io.github.noleak.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileBuilder;
import io.github.noleak.pprof.ProfileReader;
import io.github.noleak.pprof.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFilesTests {

    private static final Profile PROFILE = ProfileBuilder.of(new ValueType("inuse_objects", "count"))
            .add(new CallStack(List.of(new Frame("main.keep", "/src/main.go", 7))), 3)
            .build();

    @TempDir
    Path base;

    private ProfileFiles files;

    @BeforeEach
    void open() {
        files = ProfileFiles.in(base.resolve("target/noleak"), base);
    }

    @Test
    void profileIsNamedAfterItsScenario() throws IOException {
        String file = files.write("BenchmarkPut", PROFILE);

        assertThat(file)
                .isEqualTo(Path.of("target/noleak/profiles/BenchmarkPut.growth.pb.gz")
                        .toString());
        Profile read = ProfileReader.read(() -> Files.newInputStream(base.resolve(file)));
        assertThat(read.stack(0)).isEqualTo(PROFILE.stack(0));
    }

    @Test
    void namesThatAreNoFileNamesStayApart() throws IOException {
        String slash = files.write("cache.BenchmarkPut/a", PROFILE);
        String colon = files.write("cache.BenchmarkPut:a", PROFILE);

        assertThat(slash).contains("cache.BenchmarkPut_a-").isNotEqualTo(colon);
        assertThat(files.write("x".repeat(1000), PROFILE).length()).isLessThan(200);
    }

    @Test
    void heapsAreNamedAfterTheOperationsOfTheirRuns() throws IOException {
        Map<Long, String> heaps = files.writeHeaps("BenchmarkPut", Map.of(1000L, PROFILE::write));

        assertThat(heaps.get(1000L)).endsWith("BenchmarkPut.heap-1000.pb.gz");
        assertThat(ProfileReader.read(() -> Files.newInputStream(base.resolve(heaps.get(1000L))))
                        .stack(0))
                .isEqualTo(PROFILE.stack(0));
    }

    @Test
    void otherFilesAreCopiedAsTheyAreAndDeletedWithTheProfiles() throws IOException {
        Path trace = Files.writeString(base.resolve("trace"), "as it was");

        String copy =
                files.copyAsTheyAre("BenchmarkPut", Map.of("trace", trace)).get("trace");

        assertThat(copy).endsWith("BenchmarkPut.trace");
        assertThat(base.resolve(copy)).hasContent("as it was");
        files.clear("BenchmarkPut");
        assertThat(base.resolve(copy)).doesNotExist();
    }

    @Test
    void whatAnEarlierBuildLeftIsDeletedAndNothingElse() throws IOException {
        files.write("BenchmarkPut", PROFILE);
        files.write("BenchmarkPut2", PROFILE);

        files.clear("BenchmarkPut");

        try (Stream<Path> left = Files.list(files.directory())) {
            assertThat(left.map(f -> f.getFileName().toString())).containsExactly("BenchmarkPut2.growth.pb.gz");
        }
    }

    @Test
    void modulesWithScenariosOfTheSameNamesHaveFilesOfTheirOwn() throws IOException {
        ProfileFiles beside = files.of(base.resolveSibling("shop"));
        ProfileFiles inside = files.of(base.resolve("shop"));
        ProfileFiles further = files.of(base.resolve("other/shop"));

        String one = beside.write("BenchmarkPut", PROFILE);
        String two = inside.write("BenchmarkPut", PROFILE);
        String three = further.write("BenchmarkPut", PROFILE);
        beside.clear("BenchmarkPut");

        assertThat(Path.of(one)).hasFileName("shop+BenchmarkPut.growth.pb.gz");
        assertThat(two).contains("shop-").isNotEqualTo(three);
        assertThat(files.of(base.resolveSibling("shop.api")).write("BenchmarkX", PROFILE))
                .isNotEqualTo(beside.write("api.BenchmarkX", PROFILE));
        assertThat(base.resolve(one)).doesNotExist();
        assertThat(base.resolve(two)).exists();
        assertThat(base.resolve(three)).exists();
    }
}
