package io.github.noleak.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTests {

    private static final String MODULE = "../shop";

    @TempDir
    Path directory;

    @Test
    void isWholeBeforeAnythingIsAdded() throws Exception {
        ReportFile.in(directory);

        assertThat(read().getInt("schema")).isEqualTo(1);
        assertThat(read().getArray("scenarios")).isEmpty();
    }

    @Test
    void isWholeAfterEachScenario() throws Exception {
        ReportFile file = ReportFile.in(directory);
        List<String> added = new ArrayList<>();
        for (String name : List.of("c.BenchmarkC", "a.BenchmarkA", "b.BenchmarkB")) {
            file.add(SampleReports.clean(name), MODULE, "T.put");
            added.add(name);

            assertThat(ids()).containsExactlyElementsOf(added.stream().sorted().toList());
        }
    }

    @Test
    void reportOfAnEarlierBuildGoesWhenTheNextBeginsThoughNothingIsGated() throws Exception {
        write(ReportFile.in(directory), "cache.BenchmarkOld", "T.old");
        Path profiles = Files.createDirectories(directory.resolve("profiles"));
        Path growth = Files.createFile(profiles.resolve("shop+cache.BenchmarkOld.growth.pb.gz"));
        Path heap = Files.createFile(profiles.resolve("shop+cache.BenchmarkOld.heap-100.pb.gz"));
        Path trace = Files.createFile(profiles.resolve("shop+cache.BenchmarkOld.trace"));
        Path unfinished = Files.createFile(directory.resolve(".report.json.17-4.part"));
        Path someones = Files.createFile(profiles.resolve("notes.txt"));
        Files.writeString(directory.resolve(".report.journal"), "1@1970-01-01T00:00:00Z 1-1\n");

        ReportFile.in(directory);

        assertThat(ids()).isEmpty();
        assertThat(List.of(growth, heap, trace, unfinished))
                .allSatisfy(f -> assertThat(f).doesNotExist());
        assertThat(someones).exists();
    }

    @Test
    void forgetsTheReportOfAnEarlierBuildAndMakesNoneWhereThereIsNone() throws Exception {
        ReportFile.forgetEarlier(directory);
        assertThat(directory).isEmptyDirectory();

        Files.writeString(directory.resolve("report.json"), "{}");
        ReportFile.forgetEarlier(directory);
        assertThat(ids()).isEmpty();

        write(ReportFile.in(directory), "cache.BenchmarkPut", "T.put");
        ReportFile.forgetEarlier(directory);
        assertThat(ids()).containsExactly("cache.BenchmarkPut");
    }

    @Test
    void lineThatAKilledJvmLeftUnfinishedIsPassedOver() throws Exception {
        write(ReportFile.in(directory), "cache.BenchmarkPut", "T.put");
        Path journal = directory.resolve(".report.journal");
        Files.writeString(journal, "{\"go\":\"go1.26.8\",\"scenario\":{\"id\":\"caf\u00e9", StandardOpenOption.APPEND);

        write(ReportFile.in(directory), "worker.BenchmarkStart", "T.start");

        assertThat(ids()).containsExactly("cache.BenchmarkPut", "worker.BenchmarkStart");
        assertThat(Files.readAllLines(journal)).hasSize(3);
    }

    @Test
    void interruptedThreadStillAddsItsScenario() throws Exception {
        ReportFile file = ReportFile.in(directory);
        Thread.currentThread().interrupt();
        file.add(SampleReports.error("cache.BenchmarkPut"), MODULE, "T.put");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ids()).containsExactly("cache.BenchmarkPut");
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenWithTheNextOrSaidAtTheEnd() throws Exception {
        Path deep = directory.resolve("noleak");
        ReportFile file = ReportFile.in(deep);
        Path away = Files.move(deep, directory.resolve("away"));
        Files.createFile(deep);
        file.add(SampleReports.clean("cache.BenchmarkPut"), MODULE, "T.put");
        assertThatThrownBy(file::write)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("-Dnoleak.report.dir");

        Files.delete(deep);
        Files.move(away, deep);
        file.add(SampleReports.clean("cache.BenchmarkGet"), MODULE, "T.get");
        assertThat(Files.readString(deep.resolve("report.json"))).contains("BenchmarkPut", "BenchmarkGet");
    }

    @Test
    void directoryThatIsTakenAwayInTheMiddleIsMadeAgainWithWhatThisJvmAdded() throws Exception {
        ReportFile file = ReportFile.in(directory);
        write(file, "cache.BenchmarkPut", "T.put");
        Files.delete(directory.resolve("report.json"));
        Files.delete(directory.resolve(".report.journal"));

        write(file, "worker.BenchmarkStart", "T.start");

        assertThat(ids()).containsExactly("cache.BenchmarkPut", "worker.BenchmarkStart");
    }

    @Test
    void makesItsDirectory() throws Exception {
        Path deep = directory.resolve("a/b/noleak");
        write(ReportFile.in(deep), "cache.BenchmarkPut", "T.put");

        assertThat(deep.resolve("report.json")).isNotEmptyFile();
    }

    @Test
    void writesTheContractForMachines() throws Exception {
        write(ReportFile.in(directory), "cache.BenchmarkPut", "T.put");

        JsonObject report = read();
        assertThat(report.getInt("schema")).isEqualTo(1);
        assertThat(report.getString("go")).isEqualTo("go1.26.8");
        JsonObject scenario = report.getArray("scenarios").getObject(0);
        assertThat(scenario.getString("id")).isEqualTo("cache.BenchmarkPut");
        assertThat(scenario.getString("package")).isEqualTo("example.com/shop/cache");
        assertThat(scenario.getString("function")).isEqualTo("BenchmarkPut");
        assertThat(scenario.getString("verdict")).isEqualTo("clean");
        assertThat(scenario.getArray("iterations")).hasSize(3);
        assertThat(Files.readString(directory.resolve("report.json"))).doesNotContain("null");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void mayBeReadByWhoeverMayReadOtherFiles() throws Exception {
        write(ReportFile.in(directory), "cache.BenchmarkPut", "T.put");
        Path other = Files.createFile(directory.resolve("other"));

        assertThat(Files.getPosixFilePermissions(directory.resolve("report.json")))
                .isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void mergesTwoWritersOfTheSameBuildInOrder() throws Exception {
        ReportFile first = ReportFile.in(directory);
        ReportFile second = ReportFile.in(directory);
        write(first, "worker.BenchmarkStart", "T.start");
        write(second, "cache.BenchmarkPut", "T.put");
        write(first, "parse.BenchmarkJson", "T.json");

        assertThat(ids()).containsExactly("cache.BenchmarkPut", "parse.BenchmarkJson", "worker.BenchmarkStart");
    }

    @Test
    void replacesWhatAnEarlierBuildLeft() throws Exception {
        write(ReportFile.in(directory), "cache.BenchmarkOld", "T.old");
        Files.writeString(directory.resolve(".report.journal"), "1@1970-01-01T00:00:00Z 1-1\n");

        write(ReportFile.in(directory), "cache.BenchmarkNew", "T.new");

        assertThat(ids()).containsExactly("cache.BenchmarkNew");
    }

    @Test
    void replacesAFileThatIsNoReport() throws Exception {
        write(ReportFile.in(directory), "cache.BenchmarkOld", "T.old");
        Files.writeString(directory.resolve("report.json"), "{\"scenarios\": [tr");

        write(ReportFile.in(directory), "cache.BenchmarkNew", "T.new");

        assertThat(ids()).containsExactly("cache.BenchmarkNew", "cache.BenchmarkOld");
    }

    @Test
    void replacesWhatTheSameTestSaidBefore() throws Exception {
        write(ReportFile.in(directory), "cache.BenchmarkPut", "T.put");
        ReportFile again = ReportFile.in(directory);
        again.add(SampleReports.error("cache.BenchmarkPut"), MODULE, "T.put");
        again.write();

        assertThat(ids()).containsExactly("cache.BenchmarkPut");
        assertThat(read().getArray("scenarios").getObject(0).getString("verdict"))
                .isEqualTo("error");
    }

    @Test
    void keepsTheLastOfWhatOneWriterSaysTwice() throws Exception {
        ReportFile file = ReportFile.in(directory);
        file.add(SampleReports.error("cache.BenchmarkPut"), MODULE, "T.put");
        file.add(SampleReports.clean("cache.BenchmarkPut"), MODULE, "T.put");
        file.write();

        assertThat(ids()).containsExactly("cache.BenchmarkPut");
        assertThat(read().getArray("scenarios").getObject(0).getString("verdict"))
                .isEqualTo("clean");
    }

    @Test
    void keepsTheSameScenarioOfTwoTestsAndOfTwoModules() throws Exception {
        ReportFile file = ReportFile.in(directory);
        file.add(SampleReports.clean("cache.BenchmarkPut"), MODULE, "T.put");
        file.add(SampleReports.clean("cache.BenchmarkPut"), MODULE, "U.put");
        file.add(SampleReports.clean("cache.BenchmarkPut"), "../other", "T.put");
        file.write();

        assertThat(ids()).hasSize(3);
    }

    @Test
    void saysWhatIsWrongWithADirectoryThatCannotBeMade() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> ReportFile.in(file.resolve("noleak")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll(file.toString(), "cannot be written to", "-Dnoleak.report.dir");
    }

    @Test
    void leavesNothingElseBehind() throws Exception {
        write(ReportFile.in(directory), "cache.BenchmarkPut", "T.put");

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.json", ".report.journal");
        }
    }

    @Test
    void losesNothingOfConcurrentWritersAndIsNeverHalfWritten() throws Exception {
        int writers = 4;
        int scenarios = 10;
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                ReportFile file = ReportFile.in(directory);
                running.add(pool.submit(() -> {
                    for (int i = 0; i < scenarios; i++) {
                        file.add(SampleReports.clean("cache.Benchmark" + writer + "_" + i), MODULE, "T.put");
                        file.write();
                    }
                }));
            }
            readUntilDone(running);
        } finally {
            pool.shutdownNow();
        }

        assertThat(ids()).hasSize(writers * scenarios).doesNotHaveDuplicates();
    }

    private void readUntilDone(List<Future<?>> running)
            throws IOException, JsonParserException, InterruptedException, ExecutionException {
        while (!running.stream().allMatch(Future::isDone)) {
            if (Files.exists(directory.resolve("report.json"))) {
                assertThat(read().getInt("schema")).isEqualTo(1);
            }
        }
        for (Future<?> writer : running) {
            writer.get();
        }
    }

    private static void write(ReportFile file, String scenario, String test) {
        file.add(SampleReports.clean(scenario), MODULE, test);
        file.write();
    }

    private JsonObject read() throws IOException, JsonParserException {
        return JsonParser.object().from(Files.readString(directory.resolve("report.json")));
    }

    private List<String> ids() throws IOException, JsonParserException {
        return read().getArray("scenarios").stream()
                .map(s -> ((JsonObject) s).getString("id"))
                .toList();
    }
}
