package io.github.noleak.go;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.RunRequest;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.pprof.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Go module that tests list, build and run with the go command of this machine. */
public record Fixture(Workplace workplace, ModuleListing module) {

    public static final Path EXAMPLES = Path.of("../example-tests/go");
    public static final Path ODD = Path.of("src/test/go/odd");

    public static Fixture of(Workplace workplace, Path directory, String... tags) {
        return with(workplace, directory, Map.of(), tags);
    }

    public static Fixture with(Workplace workplace, Path directory, Map<String, String> environment, String... tags) {
        return new Fixture(
                workplace, ModuleListing.of(workplace, settings(directory, List.of(tags), environment, List.of())));
    }

    public static BuildSettings settings(
            Path directory, List<String> tags, Map<String, String> environment, List<String> flags) {
        return new BuildSettings(
                GoToolchain.find(null, System.getenv()),
                directory.toAbsolutePath().normalize(),
                tags,
                environment,
                flags);
    }

    /** Returns a scenario in a binary that is built for it. */
    public ScenarioRun scenario(String id) {
        ScenarioName name = ScenarioName.parse(id);
        return new ScenarioRun(workplace, TestBinary.build(workplace, module, module.packageOf(name)), name);
    }

    public static RunRequest request(long operations) {
        return new RunRequest(
                operations,
                1,
                1,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                true);
    }

    public static Findings measured(RunResult result) {
        assertThat(result).isInstanceOf(RunResult.Measured.class);
        return ((RunResult.Measured) result).findings();
    }

    public static RunResult.Ended ended(RunResult result) {
        assertThat(result).isInstanceOf(RunResult.Ended.class);
        return (RunResult.Ended) result;
    }

    /** Returns 26 of {@code go1.26.8}. */
    public static int minor(String goVersion) {
        return Integer.parseInt(goVersion.replaceFirst("go1\\.(\\d+).*", "$1"));
    }

    /** Counts the objects in use that a file of a Go module has a part in. */
    public static long objectsBy(Profile heap, String file) {
        int objects = heap.sampleType("inuse_objects");
        long[] sum = new long[1];
        heap.forEach((stack, values) -> {
            if (stack.frames().stream().anyMatch(f -> f.file().endsWith(file))) {
                sum[0] += values[objects];
            }
        });
        return sum[0];
    }

    /** Counts the goroutines that stand in a file of a Go module. */
    public static int goroutinesIn(Findings findings, String file) {
        return findings.goroutines().stream()
                .filter(g -> g.stack().frames().stream().anyMatch(f -> f.file().endsWith(file)))
                .mapToInt(GoroutineGroup::count)
                .sum();
    }
}
