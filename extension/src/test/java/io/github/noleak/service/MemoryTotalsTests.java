package io.github.noleak.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTotalsTests {

    private static final String LINES = "# HeapAlloc = 4000\n# HeapObjects = 50\n# TotalAlloc = 9000\n";

    @Test
    void linesAreFoundAmongTheOthers() throws IOException {
        MemoryTotals totals = MemoryTotals.read(text("""
                heap profile: 2: 96 [3: 128] @ heap/1048576
                1: 48 [1: 48] @ 0x4a 0x4b
                #	0x4a	main.keep+0x1d	/src/main.go:10

                # runtime.MemStats
                # Alloc = 111
                # TotalAlloc = 222
                # Sys = 333
                # Mallocs = 444
                # Frees = 404
                # HeapAlloc = 555
                # HeapSys = 666
                # HeapInuse = 777
                # HeapReleased = 888
                # HeapObjects = 999
                # PauseNs = [1 2 3]
                # PauseEnd = [1700000000000000001 1700000000000000002 0]
                # NumGC = 2
                # NumForcedGC = 1
                # MaxRSS = 1
                """));

        assertThat(totals)
                .isEqualTo(new MemoryTotals(
                        999,
                        555,
                        new ProcessCounters(
                                222,
                                444,
                                404,
                                2,
                                List.of(1_700_000_000_000_000_001L, 1_700_000_000_000_000_002L, 0L))));
    }

    @Test
    void totalsBeyondAnIntAreExact() throws IOException {
        assertThat(MemoryTotals.read(text(LINES.replace("9000", "123456789012345678")))
                        .counters()
                        .totalAlloc())
                .isEqualTo(123_456_789_012_345_678L);
    }

    @Test
    void linesOfWindowsAreRead() throws IOException {
        assertThat(MemoryTotals.read(text(LINES.replace("\n", "\r\n"))))
                .isEqualTo(new MemoryTotals(50, 4000, ProcessCounters.ofOurs(9000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HeapAlloc", "HeapObjects", "TotalAlloc"})
    void lineThatIsMissingIsNamed(String name) {
        assertThatIOException()
                .isThrownBy(() -> MemoryTotals.read(text(LINES.replace("# " + name, "# Other"))))
                .withMessageContaining("# " + name + " = ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-50", "5e3", "", "99999999999999999999"})
    void whatIsNoNumberIsMissing(String number) {
        assertThatIOException()
                .isThrownBy(() -> MemoryTotals.read(text(LINES.replace("50", number))))
                .withMessageContaining("# HeapObjects = ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1 x]", "[]", "[1 2", "1 2]", "[99999999999999999999]"})
    void endsOfCollectionsThatAreNoNumbersAreNotKnown(String ends) throws IOException {
        assertThat(MemoryTotals.read(text(LINES + "# PauseEnd = " + ends + "\n"))
                        .counters()
                        .collectionEnds())
                .isEmpty();
    }

    @Test
    void emptyTextHasNone() {
        assertThatIOException().isThrownBy(() -> MemoryTotals.read(text("")));
    }

    @Test
    void lineOfAnyLengthTakesLittleMemory() throws IOException {
        byte[] endless = new byte[64 << 20];
        InputStream text = new SequenceInputStream(new ByteArrayInputStream(endless), text("\n" + LINES));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();

        long before = threads.getThreadAllocatedBytes(thread);
        MemoryTotals totals = MemoryTotals.read(text);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(totals).isEqualTo(new MemoryTotals(50, 4000, ProcessCounters.ofOurs(9000)));
        assertThat(allocated).isLessThan(16 << 20);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
