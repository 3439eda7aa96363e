package io.github.noleak.go.goroutine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.Captured;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PanicTextTests {

    private static final String MAIN = "/src/shop/cmd/die/main.go";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "go1.19 | die-panic    | panic: boom                                         | main.(*cart).total | 15",
                "go1.22 | die-panic    | panic: boom                                         | main.(*cart).total | 15",
                "go1.26 | die-panic    | panic: boom                                         | main.(*cart).total | 15",
                "go1.26 | die-crash    | panic: boom                                         | main.(*cart).total | 15",
                "go1.26 | die-logged   | panic: boom                                         | main.(*cart).total | 15",
                "go1.19 | die-lines    | panic: first                                        | main.main          | 31",
                "go1.26 | die-lines    | panic: first                                        | main.main          | 31",
                "go1.26 | die-repanic  | panic: boom [recovered]                             | main.main.func2.1  | 36",
                "go1.19 | die-deadlock | fatal error: all goroutines are asleep - deadlock!  | main.main          | 45",
                "go1.26 | die-deadlock | fatal error: all goroutines are asleep - deadlock!  | main.main          | 45",
                "go1.19 | die-overflow | fatal error: stack overflow                         | main.forever       | 20",
                "go1.26 | die-overflow | fatal error: stack overflow                         | main.forever       | 20",
                "go1.26 | die-maps     | fatal error: concurrent map writes                  | main.main.func3    | 54",
                "go1.19 | die-quit     | SIGQUIT: quit                                       | main.main          | 49",
                "go1.26 | die-quit     | SIGQUIT: quit                                       | main.main          | 49",
            })
    void namesTheReasonAndTheFirstLineOfTheUsersCode(String go, String file, String headline, String function, int line)
            throws IOException {
        PanicText text = find(Captured.text(go, file));
        assertThat(text).isNotNull();
        assertThat(text.headline()).isEqualTo(headline);
        assertThat(text.frames()).startsWith(new Frame(function, MAIN, line)).hasSizeLessThanOrEqualTo(10);
        assertThat(text.isTimeout()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.19", "go1.22", "go1.26"})
    void findsTheTestThatHangs(String go) throws IOException {
        PanicText text = find(Captured.text(go, "hang"));
        assertThat(text).isNotNull();
        assertThat(text.isTimeout()).isTrue();
        assertThat(text.headline()).isEqualTo("panic: test timed out after 1s");
        assertThat(text.state()).isEqualTo("select (no cases)");
        assertThat(text.frames())
                .startsWith(new Frame("example.com/shop/bench.TestHangs", "/src/shop/bench/bench_test.go", 130));
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.19", "go1.22", "go1.26"})
    void findsThePanicBehindTheFramesOfTheTestRunner(String go) throws IOException {
        PanicText text = find(Captured.text(go, "tpanic"));
        assertThat(text).isNotNull();
        assertThat(text.headline()).startsWith("panic: assignment to entry in nil map [recovered");
        assertThat(text.frames())
                .startsWith(new Frame("example.com/shop/bench.TestPanics", "/src/shop/bench/bench_test.go", 125));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"fatal error: all goroutines are asleep - deadlock! | true", "panic: deadlock | false"})
    void knowsADeadlock(String headline, boolean deadlock) throws IOException {
        PanicText text = PanicText.find(new StringReader(headline + "\n\ngoroutine 1 [select]:\n"), f -> true);
        assertThat(text).isNotNull();
        assertThat(text.isDeadlock()).isEqualTo(deadlock);
    }

    @Test
    void keepsTheDetailsOfTheHeadline() throws IOException {
        assertThat(find(Captured.text("go1.26", "die-repanic")).details()).containsExactly("panic: again: boom");
        assertThat(find(Captured.text("go1.19", "die-lines")).details()).containsExactly("second");
        assertThat(find(Captured.text("go1.26", "die-lines")).details()).containsExactly("second");
        assertThat(find(Captured.text("go1.26", "die-nil")).details())
                .singleElement()
                .asString()
                .startsWith("[signal SIGSEGV: segmentation violation");
        assertThat(find(Captured.text("go1.26", "hang")).details()).containsExactly("running tests:", "TestHangs (1s)");
    }

    @Test
    void findsAReasonWithoutAStack() throws IOException {
        assertThat(find("signal: killed\n")).isEqualTo(new PanicText("signal: killed", List.of(), null, List.of()));
        assertThat(find("hello\npanic: boom")).isEqualTo(new PanicText("panic: boom", List.of(), null, List.of()));
    }

    @Test
    void keepsThePanicThatASignalSpreads() throws IOException {
        String text = """
                panic: boom

                goroutine 1 [running]:
                main.f()
                \t/src/shop/f.go:3 +0x1

                -----

                SIGQUIT: quit
                PC=0x40866e m=0 sigcode=0

                goroutine 0 [idle]:
                """;
        assertThat(find(text).headline()).isEqualTo("panic: boom");
        assertThat(find(text.replace("-----\n\n", "")).headline()).isEqualTo("SIGQUIT: quit");
    }

    @Test
    void showsTheFirstGoroutineWhereNoneIsInTheUsersCode() throws IOException {
        PanicText text = PanicText.find(Captured.reader("go1.26", "die-panic"), frame -> false);
        assertThat(text).isNotNull();
        assertThat(text.frames()).startsWith(new Frame("main.(*cart).total", MAIN, 15));
        assertThat(text.state()).isEqualTo("running");
    }

    @Test
    void findsNothingInOrdinaryOutput() throws IOException {
        for (String file : List.of("bench", "verbose", "json", "dump")) {
            assertThat(find(Captured.text("go1.26", file))).isNull();
        }
        assertThat(find("")).isNull();
    }

    private static PanicText find(String text) throws IOException {
        return PanicText.find(new StringReader(text), frame -> frame.file().startsWith("/src/shop/"));
    }
}
