package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.model.SampleCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SampleCursorTests {

    private static final int MUCH = 5 << 20;

    @Test
    void samplesAreFoundAcrossAllChunks(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("large.pb");
        int samples = LargeProfile.write(file, MUCH);
        byte[] bytes = Files.readAllBytes(file);
        Profile profile = ProfileReader.read(ProfileBytes.source(bytes));

        SampleCursor passing = profile.data().samples().cursor();
        SampleCursor stopping = profile.data().samples().cursor();
        for (int i = 0; i < samples; i++) {
            assertThat(passing.next()).isTrue();
            assertThat(stopping.next()).isTrue();
            int leaf = stopping.location(0);
            if (i % 1000 == 999) {
                assertThat(passing.location(0))
                        .as("after stacks that were passed over")
                        .isEqualTo(leaf);
            }
        }
        assertThat(passing.next()).isFalse();
        assertThat(profile.sampleCount()).isEqualTo(samples);
    }

    @Test
    void deepStacksThatArePassedOverDoNotHideWhatFollows() {
        List<Long> deep = Collections.nCopies(12_000, 1L);
        ProfileBytes bytes = ProfileBytes.small();
        for (int i = 0; i < 5; i++) {
            bytes.sample(deep, i, 16L * i).sample(List.of(2L), 100 + i, 1);
        }
        Profile profile = bytes.read();

        SampleCursor samples = profile.data().samples().cursor();
        samples.next();
        for (int i = 0; i < 5; i++) {
            samples.next();
            assertThat(samples.depth()).as("deep, and not looked at").isEqualTo(12_000);
            samples.next();
            assertThat(samples.value(0)).isEqualTo(100 + i);
            assertThat(samples.location(0)).isEqualTo(1);
        }
    }
}
