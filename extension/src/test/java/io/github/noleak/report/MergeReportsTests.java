package io.github.noleak.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.noleak.LeakReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergeReportsTests {

    private static final String MODULE = "/src/shop";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private Path merged;

    @BeforeEach
    void nameTheResult() {
        merged = directory.resolve("merged/report.json");
    }

    @Test
    void putsTheScenariosOfAllMachinesInOrder() throws Exception {
        Path first = report("1", SampleReports.clean("worker.BenchmarkStart"));
        Path second =
                report("2", SampleReports.clean("parse.BenchmarkJson"), SampleReports.clean("cache.BenchmarkPut"));

        assertThat(merge(merged, first, second)).isZero();

        assertThat(scenarios())
                .extracting(s -> s.getString("id"))
                .containsExactly("cache.BenchmarkPut", "parse.BenchmarkJson", "worker.BenchmarkStart");
        assertThat(read().getInt("schema")).isEqualTo(1);
        assertThat(read().getString("go")).isEqualTo("go1.26.8");
        assertThat(out.toString(UTF_8)).isEqualToIgnoringNewLines(merged + ": 3 scenarios of 2 reports");
        assertThat(err.size()).isZero();
    }

    @Test
    void letsTheLaterFileWin() throws Exception {
        Path bad = report("1", SampleReports.error("cache.BenchmarkPut"));
        Path good = report("2", SampleReports.clean("cache.BenchmarkPut"));

        assertThat(merge(merged, good, bad)).isZero();
        assertThat(scenarios()).extracting(s -> s.getString("verdict")).containsExactly("error");

        assertThat(merge(merged, bad, good)).isZero();
        assertThat(scenarios()).extracting(s -> s.getString("verdict")).containsExactly("clean");
    }

    @Test
    void writesWhatOneMachineWroteAsItWas() throws Exception {
        Path only = report("1", SampleReports.clean("cache.BenchmarkPut"), SampleReports.error("a.BenchmarkB"));

        assertThat(merge(merged, only)).isZero();

        assertThat(merged).hasSameTextualContentAs(only);
        assertThat(out.toString(UTF_8)).contains("2 scenarios of 1 report");
    }

    @Test
    void canWriteOverOneOfTheFilesThatItReads() throws Exception {
        Path first = report("1", SampleReports.clean("cache.BenchmarkPut"));
        Path second = report("2", SampleReports.clean("worker.BenchmarkStart"));
        merged = first;

        assertThat(merge(merged, first, second)).isZero();

        assertThat(scenarios()).hasSize(2);
    }

    @Test
    void keepsNothingOfAnEarlierResult() throws Exception {
        merge(merged, report("1", SampleReports.clean("cache.BenchmarkOld")));
        merge(merged, report("2", SampleReports.clean("cache.BenchmarkNew")));

        assertThat(scenarios()).extracting(s -> s.getString("id")).containsExactly("cache.BenchmarkNew");
    }

    @Test
    void leavesNothingBesideTheResult() throws Exception {
        merge(merged, report("1", SampleReports.clean("cache.BenchmarkPut")));

        try (Stream<Path> files = Files.list(merged.getParent())) {
            assertThat(files).containsExactly(merged);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void showsItsUsageWhereFilesAreMissing(int arguments) {
        List<String> args = List.of(merged.toString()).subList(0, arguments);

        assertThat(MergeReports.run(args, printer(out), printer(err))).isEqualTo(2);

        assertThat(err.toString(UTF_8)).startsWith("Usage: java -cp").contains("<merged>", "<report>");
        assertThat(out.size()).isZero();
        assertThat(merged).doesNotExist();
    }

    @Test
    void saysWhichFileIsMissingAndWritesNothing() throws Exception {
        Path there = report("1", SampleReports.clean("cache.BenchmarkPut"));
        Path missing = directory.resolve("2/report.json");

        assertThat(merge(merged, there, missing)).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .startsWith("There is no report " + missing + "\n")
                .contains("to which no scenario fell");
        assertThat(merged).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\\n\"schema\": 1,\\n\"scen           | :3: found ",
                "not JSON                              | :1: found \"n\"; expected: a value",
                "[1]                                   | ` is JSON, but no object`",
                "``                                    | :1: found the end of the file",
                "{}                                    | ` has no \"schema\"`",
                "{\"schema\": 2, \"scenarios\": []}    | : \"schema\" is 2; expected: 1",
                "{\"schema\": \"1\", \"scenarios\": []}| : \"schema\" is 1; expected: 1",
                "{\"schema\": 1}                       | ` has no list \"scenarios\"`",
                "{\"schema\": 1, \"scenarios\": {}}    | ` has no list \"scenarios\"`",
                "{\"schema\": 1, \"scenarios\": [7]}   | : entry 1 of \"scenarios\" has no \"id\"",
                "{\"schema\": 1, \"scenarios\": [{}]}  | : entry 1 of \"scenarios\" has no \"id\"",
            })
    void saysWhatIsWrongWithFileThatIsNoReport(String text, String said) throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong.json"), text.replace("\\n", "\n"));

        assertThat(merge(merged, wrong)).isEqualTo(1);

        assertThat(err.toString(UTF_8)).startsWith(wrong + said).contains("\n  ");
        assertThat(merged).doesNotExist();
    }

    @Test
    void doesNotFollowValuesOfAnyDepth() throws IOException {
        Path deep = Files.writeString(directory.resolve("deep.json"), "[".repeat(1_000_000));

        assertThat(merge(merged, deep)).isEqualTo(1);

        assertThat(err.toString(UTF_8)).startsWith(deep + ":1: values are nested more than ");
    }

    @Test
    void saysThatFileIsNoText() throws IOException {
        Path latin = Files.writeString(directory.resolve("latin.json"), "{\"go\": \"é\"}", ISO_8859_1);

        assertThat(merge(merged, latin)).isEqualTo(1);

        assertThat(err.toString(UTF_8)).startsWith(latin + " is no text in UTF-8");
    }

    @Test
    void saysThatDirectoryCannotBeRead() {
        assertThat(merge(merged, directory)).isEqualTo(1);

        assertThat(err.toString(UTF_8)).startsWith("The report " + directory + " cannot be read: ");
    }

    @Test
    void saysThatDirectoryCannotBeTheResult() throws Exception {
        Path there = report("1", SampleReports.clean("cache.BenchmarkPut"));

        assertThat(merge(directory, there)).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .startsWith(directory + " is a directory")
                .contains("such as " + directory.resolve("report.json"));
    }

    @Test
    void saysThatTheResultCannotBeWritten() throws Exception {
        Path there = report("1", SampleReports.clean("cache.BenchmarkPut"));
        merged = Files.writeString(directory.resolve("file"), "in the way").resolve("report.json");

        assertThat(merge(merged, there)).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .startsWith("The report " + merged + " cannot be written: ")
                .contains("name another file as the first argument");
    }

    private Path report(String machine, LeakReport... reports) {
        Path place = directory.resolve(machine);
        ReportFile file = ReportFile.in(place);
        for (LeakReport report : reports) {
            file.add(report, MODULE, "T");
        }
        file.write();
        return place.resolve("report.json");
    }

    private int merge(Path result, Path... reports) {
        List<String> args = Stream.concat(Stream.of(result), Stream.of(reports))
                .map(Path::toString)
                .toList();
        return MergeReports.run(args, printer(out), printer(err));
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }

    private JsonObject read() throws IOException, JsonParserException {
        return JsonParser.object().from(Files.readString(merged));
    }

    private List<JsonObject> scenarios() throws IOException, JsonParserException {
        return read().getArray("scenarios").stream().map(s -> (JsonObject) s).toList();
    }
}
