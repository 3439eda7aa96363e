package io.github.noleak.go.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutLinesTests {

    @Test
    void splitsLinesAndForgetsTheirEnds() throws IOException {
        assertThat(lines("a\n\nb\r\nc")).containsExactly("a", "", "b", "c");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
    }

    @Test
    void saysWhetherTheLastLineIsComplete() throws IOException {
        CutLines lines = new CutLines(new StringReader("a\nb"));
        lines.next();
        assertThat(lines.terminated()).isTrue();
        lines.next();
        assertThat(lines.terminated()).isFalse();
    }

    @Test
    void keepsTheBeginningAndTheEndOfAVeryLongLine() throws IOException {
        String longLine = "begin" + "x".repeat(1_000_000) + "end";
        assertThat(lines("a\n" + longLine + "\nb"))
                .hasSize(3)
                .element(1)
                .satisfies(line -> assertThat(line)
                        .startsWith("beginxxx")
                        .contains(CutLines.CUT)
                        .endsWith("xxxend")
                        .hasSize(CutLines.LIMIT + CutLines.CUT.length()));
    }

    @Test
    void keepsAllOfALineUpToTheLimit() throws IOException {
        String line = "0123456789abcdef".repeat(CutLines.LIMIT / 16);
        assertThat(lines(line)).containsExactly(line);
    }

    private static List<String> lines(String text) throws IOException {
        CutLines lines = new CutLines(new StringReader(text));
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
        }
        return all;
    }
}
