package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/**
 * Searches for bytes that a profile's reader, or what comes after it, does not survive.
 *
 * <p>In ordinary runs it replays its seeds. To search for a minute, or for as long as {@code maxDuration} says:
 * {@code JAZZER_FUZZ=1 mvn -pl extension test -Djazzer.hooks=true -Dtest=ProfileFuzzTests}
 */
class ProfileFuzzTests {

    @FuzzTest(maxDuration = "1m")
    void everyInputIsAProfileOrAnError(byte[] bytes) throws IOException {
        assertThat(MutatedProfileTests.read(bytes)).isIn(true, false);
    }
}
