package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PprofTests {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String profile = "";

    @BeforeEach
    void writeProfile() throws IOException {
        profile = write("small.pb", ProfileBytes.small().toBytes());
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    private int run(String... args) {
        return Pprof.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    @Test
    void printsReport() {
        assertThat(run("-top", profile)).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("""
                Type: space
                Showing nodes accounting for 48B, 100% of 48B total
                      flat  flat%   sum%        cum   cum%
                       48B   100%   100%        48B   100%  main.leak
                         0     0%   100%        48B   100%  main.main
                """);
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void takesFlagsAsGoDoes() {
        assertThat(run("--top", "-cum=false", "-nodecount", "1", "--sample_index", "objects", "-trim=T", "--", profile))
                .isZero();
        assertThat(out.toString(UTF_8)).contains("Type: objects", "Showing top 1 nodes out of 2", "main.leak");
    }

    @Test
    void programBeforeProfilesIsPassedOver() throws IOException {
        String program = write("app", new byte[] {0x7f, 'E', 'L', 'F', 2});

        assertThat(run("-top", program, profile)).isZero();
        assertThat(out.toString(UTF_8)).contains("main.leak");
    }

    @Test
    void severalProfilesAreAddedUp() {
        assertThat(run("-top", profile, profile)).isZero();
        assertThat(out.toString(UTF_8)).contains("96B total");
    }

    @Test
    void helpListsEveryFlag() {
        assertThat(run("-help")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("usage: ").contains("-diff_base", "-nodecount", "-focus");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -cum PROFILE                         | no report is asked for: add -top
            -top                                 | no profile source specified
            -top -web PROFILE                    | flag -web is not supported; -help lists those that are
            -top -nodecount=many PROFILE         | invalid value "many" for flag -nodecount: expected a whole number
            -top -nodefraction=2 PROFILE         | invalid value "2" for flag -nodefraction: expected a number from 0 to 1
            -top -cum=maybe PROFILE              | invalid value "maybe" for flag -cum: expected true or false
            -top -divide_by=0 PROFILE            | zero divisor specified
            -top -symbolize=local PROFILE        | invalid value "local" for flag -symbolize: expected none: names are never looked up
            -top -base=PROFILE -diff_base=PROFILE PROFILE | -base and -diff_base flags cannot both be specified
            -top -sample_index=delay PROFILE     | no sample type delay; there are: objects, space
            -top -unit                           | flag needs an argument: -unit
            """)
    void mistakesAreNamed(String args, String message) {
        assertThat(run(args.replace("PROFILE", profile).split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualTo("pprof: " + message + "\n");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void filesThatAreNoProfilesAreNamed() throws IOException {
        String page = write("page.pb.gz", "<html>not found</html>".getBytes(UTF_8));

        assertThat(run("-top", page)).isEqualTo(2);
        assertThat(run("-top", directory + "/none.pb.gz")).isEqualTo(2);
        assertThat(run("-top", "-focus=a(b", profile)).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines())
                .contains(
                        "pprof: " + page + ": not a profile but an HTML page, \"<html>not found</html>\"",
                        "pprof: " + directory + "/none.pb.gz: there is no such file")
                .anyMatch(line -> line.startsWith("pprof: parsing focus regexp: "));
    }

    @Test
    void expressionThatMatchesNothingIsSaid() {
        assertThat(run("-top", "-focus=nobody", profile)).isZero();
        assertThat(err.toString(UTF_8)).isEqualTo("Focus expression matched no samples\n");
    }
}
