package io.github.noleak.pprof;

import static io.github.noleak.pprof.ProfileMergerTests.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileFilterTests {

    private static final Profile PROFILE = ProfileBytes.small()
            .function(3, "runtime.mallocgc", "/go/runtime/malloc.go")
            .location(3, ProfileBytes.line(3, 1), ProfileBytes.line(1, 11))
            .sample(List.of(3L, 2L), 1, 16)
            .sample(List.of(2L), 2, 2)
            .read();

    private static final ProfileFilter NONE = ProfileFilter.none();

    @Test
    void nothingIsFilteredByNothing() {
        assertThat(samples(PROFILE.filtered(NONE))).isEqualTo(samples(PROFILE));
    }

    @Test
    void focusKeepsStacksThatMatch() {
        assertThat(samples(PROFILE.filtered(NONE.withFocus("malloc"))))
                .containsExactly("runtime.mallocgc main.leak main.main: 1 16");
        assertThat(samples(PROFILE.filtered(NONE.withFocus("/go/runtime/"))))
                .as("files match, too")
                .hasSize(1);
        assertThat(samples(PROFILE.filtered(NONE.withFocus("nobody")))).isEmpty();
    }

    @Test
    void ignoreDropsThem() {
        assertThat(samples(PROFILE.filtered(NONE.withIgnore("leak")))).containsExactly("main.main: 2 2");
        assertThat(samples(PROFILE.filtered(NONE.withFocus("main").withIgnore("malloc"))))
                .containsExactly("main.leak main.main: 3 48", "main.main: 2 2");
    }

    @Test
    void hideTakesFramesOut() {
        assertThat(samples(PROFILE.filtered(NONE.withHide("^runtime|main$"))))
                .as("stacks of which nothing is left are gone")
                .containsExactly("main.leak: 3 48", "main.leak: 1 16");
    }

    @Test
    void showKeepsNoOthers() {
        assertThat(samples(PROFILE.filtered(NONE.withShow("main\\.main")))).containsExactly("main.main: 6 66");
    }

    @Test
    void functionsThatTheProfileDropsAreNotReported() {
        ProfileBytes bytes = ProfileBytes.small()
                .function(3, "profiler.record(int)", "/src/profiler.go")
                .function(4, "profiler.now", "/src/profiler.go")
                .location(3, ProfileBytes.line(3, 1))
                .location(4, ProfileBytes.line(4, 1));
        bytes.number(7, bytes.string("profiler\\.record")).sample(List.of(4L, 3L, 1L, 2L), 5, 5);

        assertThat(TopReport.of(bytes.read(), TopOptions.defaults().of("objects")).rows().stream()
                        .map(TopRow::name))
                .containsExactly("main.leak", "main.main");
    }

    @Test
    void expressionsOfAProfileThatMakeNoSenseDropNothing() {
        for (String nonsense : List.of("a)(", "(".repeat(50_000) + ")".repeat(50_000))) {
            ProfileBytes bytes = ProfileBytes.small();
            bytes.number(7, bytes.string(nonsense));

            assertThat(TopReport.of(bytes.read(), TopOptions.defaults()).rows()).hasSize(2);
        }
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> NONE.withHide("a("))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("parsing hide regexp: ");
    }
}
