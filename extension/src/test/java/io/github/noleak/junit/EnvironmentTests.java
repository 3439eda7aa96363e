package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Go's own list of the environment only grows: what stands in it is the code's. */
@Tag("go-alone")
class EnvironmentTests {

    @TempDir
    Path reports;

    @Test
    void nameThatIsSetForATestAndUnsetIsNotKept() {
        GateRun.of(reports, SettingCase.class).passes("setsAndUnsets");
    }

    @Test
    void nameOfItsOwnInEachRunIsKept() {
        GateRun run = GateRun.of(reports, SettingCase.class);

        String message = run.gateFailure("setsAnother", "LEAK environment.TestSetsAnotherNameEachTime: ");

        assertThat(message).contains("TestSetsAnotherNameEachTime (environment_test.go:22)");
    }

    /** With a limit of nothing, any growth would show. */
    @GoModule("src/test/go/odd")
    static class SettingCase {

        @NoLeak(test = "environment.TestSetsAndUnsets", retainedBytes = "0")
        void setsAndUnsets() {}

        @NoLeak(test = "environment.TestSetsAnotherNameEachTime")
        void setsAnother() {}
    }
}
