package io.github.noleak.gate.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.config.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTests {

    private static final List<String> IDS = IntStream.range(0, 1000)
            .mapToObj(i -> "internal/cache.BenchmarkGet/size=" + i)
            .toList();

    @Test
    void everyScenarioIsRunByOneMachine() {
        List<Shard> machines = IntStream.range(0, 7)
                .mapToObj(i -> Shard.of(Map.of("TEST_TOTAL_SHARDS", "7", "TEST_SHARD_INDEX", String.valueOf(i))))
                .toList();
        assertThat(IDS)
                .allSatisfy(id ->
                        assertThat(machines.stream().filter(m -> m.covers(id))).hasSize(1));
        assertThat(machines)
                .allSatisfy(
                        m -> assertThat(IDS.stream().filter(m::covers).count()).isBetween(100L, 190L));
    }

    @Test
    void theShareOfAScenarioNeverChanges() {
        assertThat(new Shard(3, 0).covers("cache.BenchmarkPut")).isTrue();
        assertThat(new Shard(3, 0).covers("cache.BenchmarkGet")).isTrue();
        assertThat(new Shard(3, 1).covers("BenchmarkRoot")).isTrue();
        assertThat(new Shard(3, 2).covers("worker.TestStartStop")).isTrue();
        assertThat(new Shard(3, 2).covers("parse.BenchmarkJSON/large")).isTrue();
    }

    @Test
    void withoutVariablesOneMachineRunsAll() {
        assertThat(Shard.of(Map.of())).isEqualTo(new Shard(1, 0));
        assertThat(Shard.of(Map.of("TEST_TOTAL_SHARDS", " ", "TEST_SHARD_INDEX", "4")))
                .isEqualTo(new Shard(1, 0));
        assertThat(IDS).allMatch(new Shard(1, 0)::covers);
    }

    @Test
    void theBuildToolSeesThatItsVariablesAreHeeded(@TempDir Path directory) {
        Path status = directory.resolve("status");
        Shard.of(
                Map.of("TEST_TOTAL_SHARDS", "2", "TEST_SHARD_INDEX", "1", "TEST_SHARD_STATUS_FILE", status.toString()));
        assertThat(status).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, TEST_SHARD_INDEX, 0 to 2",
        "3, -1, TEST_SHARD_INDEX, 0 to 2",
        "3, '', TEST_SHARD_INDEX, 0 to 2",
        "0, 0, TEST_TOTAL_SHARDS, from 1",
        "many, 0, TEST_TOTAL_SHARDS, from 1"
    })
    void variableThatMakesNoSenseIsRefused(String total, String index, String names, String allowed) {
        assertThatThrownBy(() -> Shard.of(Map.of("TEST_TOTAL_SHARDS", total, "TEST_SHARD_INDEX", index)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The environment variable " + names)
                .hasMessageContaining(allowed);
    }

    @Test
    void statusFileThatCannotBeWrittenIsTold(@TempDir Path directory) {
        String file = directory.resolve("no/such/directory").toString();
        assertThatThrownBy(() -> Shard.of(
                        Map.of("TEST_TOTAL_SHARDS", "2", "TEST_SHARD_INDEX", "1", "TEST_SHARD_STATUS_FILE", file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("TEST_SHARD_STATUS_FILE");
    }
}
