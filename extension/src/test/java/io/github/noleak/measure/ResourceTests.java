package io.github.noleak.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Leak;
import io.github.noleak.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResourceTests {

    private static final Path READERS = Path.of("src/main/resources/io/github/noleak/go/gate/resources.go");

    /** Else a resource would be missing without a word. */
    @Test
    void eachIsReadInTheProcessUnderItsKey() throws IOException {
        List<String> read = Pattern.compile("(?m)^\\t\\{\"([a-z-]+)\",")
                .matcher(Files.readString(READERS))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Resource.values()).map(Resource::key).toList());
    }

    @Test
    void eachKindOfLeakIsOfOne() {
        assertThat(Stream.of(Resource.values()).map(Resource::kind)).containsExactlyInAnyOrder(Leak.Kind.values());
    }

    @Test
    void eachMetricOfWhatIsKeptIsOfOne() {
        assertThat(Stream.of(Metric.values())
                        .filter(metric -> Resource.of(metric).isEmpty()))
                .containsExactly(Metric.ALLOC_OBJECTS, Metric.TOTAL_ALLOC);
    }

    @Test
    void whatIsNotToldHasNoTotal() {
        assertThat(Resource.totals(Map.of("heap", 5L, "open-files", 7L, "unheard-of", 9L)))
                .containsExactly(Map.entry(Resource.OPEN_FILES, 7L));
    }
}
