package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports on profiles of a real program, letter by letter as {@code go tool pprof} prints them. */
class TopReportTests {

    @TempDir
    static Path directory;

    private static GoProfiles profiles;

    @BeforeAll
    static void writeProfiles() throws IOException, InterruptedException {
        profiles = GoProfiles.write(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-top heap-after.pb.gz",
                "-top -cum heap-after.pb.gz",
                "-top -cum -nodecount=10 heap-after.pb.gz",
                "-top -sample_index=inuse_objects heap-before.pb.gz",
                "-top -sample_index=1 heap-before.pb.gz",
                "-top -alloc_objects heap-before.pb.gz",
                "-top allocs-after.pb.gz",
                "-top -inuse_space -cum allocs-after.pb.gz",
                "-top goroutine-after.pb.gz",
                "-top -cum block-after.pb.gz",
                "-top -contentions block-after.pb.gz",
                "-top mutex-after.pb.gz",
                "-top -contentions -cum mutex-after.pb.gz",
                "-top cpu.pb.gz",
                "-top -sample_index=samples -cum -nodecount=7 cpu.pb.gz",
                "-top -lines cpu.pb.gz"
            })
    void everyKindOfProfileIsShownAsTheGoToolShowsIt(String flags) throws IOException, InterruptedException {
        assertSame(flags);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-top -lines -cum heap-after.pb.gz",
                "-top -filefunctions heap-after.pb.gz",
                "-top -addresses heap-after.pb.gz",
                "-top -noinlines heap-after.pb.gz",
                "-top -lines -noinlines -cum heap-after.pb.gz",
                "-top -addresses -noinlines heap-after.pb.gz",
                "-top -lines -showcolumns heap-after.pb.gz"
            })
    void rowsStandForWhatTheyDoInTheGoTool(String flags) throws IOException, InterruptedException {
        assertSame(flags);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-top -trim=false heap-after.pb.gz",
                "-top -nodefraction=0.1 heap-after.pb.gz",
                "-top -edgefraction=0.2 -nodecount=20 heap-after.pb.gz",
                "-top -unit=kb heap-after.pb.gz",
                "-top -unit=MB -cum heap-after.pb.gz",
                "-top -divide_by=7 heap-after.pb.gz",
                "-top -compact_labels heap-after.pb.gz",
                "-top /bin/sh heap-after.pb.gz",
                "-top -unit=us block-after.pb.gz"
            })
    void valuesAreShownAsInTheGoTool(String flags) throws IOException, InterruptedException {
        assertSame(flags);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-top -focus=work heap-after.pb.gz",
                "-top -focus=main\\.(keep|recurse) -cum heap-after.pb.gz",
                "-top -ignore=recurse heap-after.pb.gz",
                "-top -hide=^runtime heap-after.pb.gz",
                "-top -show=^main -lines heap-after.pb.gz",
                "-top -focus=main -hide=keep|inlined heap-after.pb.gz",
                "-top -focus=nothing.of.this.name heap-after.pb.gz",
                "-top -show=main\\.go heap-after.pb.gz",
                "-top -focus=Box\\[ -base=heap-before.pb.gz heap-after.pb.gz"
            })
    void filtersChooseWhatTheyChooseInTheGoTool(String flags) throws IOException, InterruptedException {
        assertSame(flags);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-top -base=heap-before.pb.gz heap-after.pb.gz",
                "-top -base=heap-after.pb.gz heap-before.pb.gz",
                "-top -diff_base=heap-before.pb.gz heap-after.pb.gz",
                "-top -diff_base=heap-after.pb.gz heap-before.pb.gz",
                "-top -cum -nodecount=10 -sample_index=inuse_space -diff_base=heap-before.pb.gz heap-after.pb.gz",
                "-top -drop_negative -diff_base=heap-after.pb.gz heap-before.pb.gz",
                "-top -lines -inuse_objects -diff_base=heap-after.pb.gz heap-before.pb.gz",
                "-top -base=allocs-before.pb.gz allocs-after.pb.gz",
                "-top -diff_base=goroutine-before.pb.gz goroutine-after.pb.gz",
                "-top -base=block-before.pb.gz block-after.pb.gz",
                "-top -base=heap-after.pb.gz heap-after.pb.gz",
                "-top heap-before.pb.gz heap-after.pb.gz"
            })
    void differencesAndSumsAreThoseOfTheGoTool(String flags) throws IOException, InterruptedException {
        assertSame(flags);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-base", "-diff_base"})
    void differenceThatIsWrittenAndOpenedAgainIsTheSame(String flag) throws IOException, InterruptedException {
        Profile before = profiles.read("heap-before.pb.gz");
        Profile after = profiles.read("heap-after.pb.gz");
        profiles.write("difference.pb.gz", flag.equals("-base") ? after.minus(before) : after.comparedTo(before));

        String direct = profiles.go("-top " + flag + "=heap-before.pb.gz heap-after.pb.gz");

        assertThat(profiles.go("-top difference.pb.gz")).isEqualTo(direct);
        assertThat(profiles.ours("-top difference.pb.gz").out()).isEqualTo(direct);
    }

    @Test
    void whatIsFilteredAndWrittenIsTheRestForBothTools() throws IOException, InterruptedException {
        ProfileFilter filter = ProfileFilter.none().withFocus("work").withHide("^runtime");
        profiles.write("filtered.pb.gz", profiles.read("heap-after.pb.gz").filtered(filter));

        String shown = profiles.go("-top -compact_labels filtered.pb.gz");

        assertThat(shown).contains("main.work").doesNotContain("runtime.");
        assertThat(profiles.ours("-top -compact_labels filtered.pb.gz").out()).isEqualTo(shown);
    }

    @Test
    void rowsTellWhatTheTextTells() throws IOException {
        TopReport report = TopReport.of(
                profiles.read("heap-after.pb.gz"),
                TopOptions.defaults().of("inuse_objects").byCum().first(3));

        assertThat(report.rows()).hasSize(3);
        assertThat(report.rows().get(0).cum())
                .isGreaterThanOrEqualTo(report.rows().get(1).cum());
        assertThat(report.total()).isGreaterThanOrEqualTo(report.rows().get(0).cum());
        assertThat(report.text())
                .contains("Showing top 3 nodes out of")
                .contains(report.rows().get(2).name());
    }

    @Test
    void callIsInlinedOnlyIfItIsSoInEverySample() {
        ProfileBytes bytes = ProfileBytes.small()
                .location(3, ProfileBytes.line(1, 10), ProfileBytes.line(2, 20))
                .sample(List.of(3L), 1, 16);

        assertThat(TopReport.of(bytes.read(), TopOptions.defaults()).rows())
                .extracting(TopRow::name, TopRow::inlined)
                .containsExactly(tuple("main.leak", ""), tuple("main.main", ""));
    }

    @Test
    void filterThatMatchesNothingIsNamed() throws IOException {
        TopOptions options = TopOptions.defaults()
                .where(ProfileFilter.none()
                        .withFocus("nowhere")
                        .withHide("nobody")
                        .withShow("main"));

        assertThat(TopReport.of(profiles.read("heap-after.pb.gz"), options).unmatched())
                .containsExactly("Focus", "Hide");
    }

    @Test
    void valuesThatCannotBeAddedUpAreNoReport() {
        Profile profile = ProfileBytes.small()
                .sample(List.of(1L, 2L), Long.MAX_VALUE, Long.MIN_VALUE)
                .read();

        assertThatThrownBy(() -> TopReport.of(profile, TopOptions.defaults().of("objects")))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("the values of objects add up to more than a number of 64 bits can be");
        assertThatThrownBy(() -> TopReport.of(profile, TopOptions.defaults().of("space")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void unknownSampleTypesAreNamedWithThoseThatThereAre() {
        Profile profile = ProfileBytes.small().read();

        assertThatThrownBy(() -> TopReport.of(profile, TopOptions.defaults().of("delay")))
                .hasMessage("no sample type delay; there are: objects, space");
        assertThatThrownBy(() -> TopReport.of(profile, TopOptions.defaults().of("2")))
                .hasMessage("sample_index 2 is outside the range [0..1]");
    }

    @Test
    void namesCannotMoveTheCursor() {
        Profile profile = new ProfileBytes()
                .sampleType("objects", "count")
                .function(1, "main.\u001b[2Jleak\r", "/src/main.go")
                .location(1, ProfileBytes.line(1, 10))
                .sample(List.of(1L), 3)
                .read();

        assertThat(TopReport.of(profile, TopOptions.defaults()).text())
                .endsWith("         3   100%   100%          3   100%  main.\\x1b[2Jleak\\x0d\n");
    }

    private static void assertSame(String flags) throws IOException, InterruptedException {
        GoProfiles.Printed ours = profiles.ours(flags);

        assertThat(ours.code()).as(ours.err()).isZero();
        assertThat(ours.out()).isEqualTo(profiles.go(flags)).contains("flat%");
    }
}
