package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTests {

    @Test
    void setsNothingByItself() {
        Declared declared = Fixtures.declared("nothing");

        assertThat(declared.iterations()).isEmpty();
        assertThat(declared.within()).isEmpty();
        assertThat(Stream.of(Metric.values()).map(declared::limit)).allMatch(Optional::isEmpty);
    }

    @ParameterizedTest
    @CsvSource({
        "RETAINED_OBJECTS, retainedObjects, 1",
        "RETAINED_BYTES, retainedBytes, 2048",
        "GOROUTINES, goroutines, 3",
        "OPEN_FILES, openFiles, 4",
        "THREADS, threads, 5",
        "ALLOC_OBJECTS, allocObjects, 6",
        "TOTAL_ALLOC, totalAlloc, 7340032"
    })
    void readsEachLimitAndRemembersWhereItStood(Metric metric, String member, long value) {
        assertThat(Fixtures.declared("everything").limit(metric))
                .contains(new Limit(metric, value, "@NoLeak(" + member + ") on Annotated.everything"));
    }

    @Test
    void readsIterations() {
        assertThat(Fixtures.declared("everything").iterations()).contains(50L);
    }

    @Test
    void readsWhetherCallsAreLookedInto() {
        assertThat(Fixtures.declared("everything").within())
                .contains(new Choice(true, "@NoLeak(within) on Annotated.everything"));
    }

    @ParameterizedTest
    @CsvSource({
        "negativeObjects, RETAINED_OBJECTS, retainedObjects = -1, a whole number from 0",
        "badBytes, RETAINED_BYTES, 'retainedBytes = \"1 gallon\"', KB",
        "negativeBytes, TOTAL_ALLOC, 'totalAlloc = \"-1MB\"', KB"
    })
    void namesMemberPlaceFoundAndExpected(String method, Metric metric, String found, String expected) {
        Declared declared = Fixtures.declared(method);

        assertThatThrownBy(() -> declared.limit(metric))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(found, "Annotated." + method, expected);
    }

    @Test
    void refusesToRunNothing() {
        Declared declared = Fixtures.declared("noIterations");

        assertThatThrownBy(declared::iterations)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("iterations = 0", "Annotated.noIterations", "a whole number from 1");
    }
}
