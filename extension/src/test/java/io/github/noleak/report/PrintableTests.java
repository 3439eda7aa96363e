package io.github.noleak.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTests {

    @Test
    void leavesOrdinaryTextAsItIs() {
        String text = "a\tb äöü … 世界 \uD83D\uDE00";

        assertThat(Printable.text(text)).isEqualTo(text);
    }

    @Test
    void escapesWhatAConsoleWouldObey() {
        assertThat(Printable.text("\u001b[2Jgone\r\nnew\u0007\u0000\u007f"))
                .isEqualTo("\\u001b[2Jgone\\u000d\\u000anew\\u0007\\u0000\\u007f");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0080', '\u009b', '\u0085'})
    void escapesTheControlCharactersOfTheUpperHalf(char c) {
        assertThat(Printable.text("a" + c)).isEqualTo("a\\u00%02x".formatted((int) c));
    }
}
