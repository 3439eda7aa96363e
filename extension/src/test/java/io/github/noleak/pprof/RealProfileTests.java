package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles that Go wrote, counted by us and by {@code go tool pprof}. */
class RealProfileTests {

    private static final String CODE = """
            package real

            import (
                "os"
                "runtime/pprof"
                "strings"
                "testing"
            )

            var kept [][]byte
            var words = map[string]string{}

            type Box[T any] struct{ item *T }

            //go:noinline
            func keep(n int) { kept = append(kept, make([]byte, n)) }

            func inlined() { kept = append(kept, make([]byte, 3000)) }

            func box[T any](item T) *Box[T] { return &Box[T]{&item} }

            func TestLeak(t *testing.T) {
                var boxes []*Box[[40]int]
                for i := 0; i < 1000; i++ {
                    keep(100)
                    inlined()
                    func() { words[strings.Repeat("x", i)] = "kept" }()
                    boxes = append(boxes, box([40]int{}))
                }
                words[""] = boxes[0].String()
                for i := 0; i < 7; i++ {
                    go func() { select {} }()
                }
                file, err := os.Create("goroutine.pb.gz")
                if err != nil {
                    t.Fatal(err)
                }
                defer file.Close()
                pprof.Lookup("goroutine").WriteTo(file, 0)
            }

            func (b *Box[T]) String() string { return strings.Repeat("b", 5000) }
            """;

    private static final Pattern ROW =
            Pattern.compile("(?m)^ *(\\d+)B? +\\S+ +\\S+ +(\\d+)B? +\\S+  (.+?)( \\((partial-)?inline\\))?$");
    private static final int FLAT = 1;
    private static final int CUM = 2;
    private static final int NAME = 3;

    @TempDir
    static Path directory;

    private static GoModule module;

    @BeforeAll
    static void makeProfiles() throws IOException, InterruptedException {
        module = GoModule.create(directory, "example.com/real").with("real_test.go", CODE);
        module.go("test", "-count=1", "-vet=off", "-memprofile=heap.pb.gz", "-memprofilerate=1", "-o", "real.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alloc_objects", "alloc_space", "inuse_objects", "inuse_space"})
    void countsTheHeapAsPprofDoes(String type) throws IOException, InterruptedException {
        assertCountsAsPprofDoes("heap.pb.gz", type);
    }

    @Test
    void countsGoroutinesAsPprofDoes() throws IOException, InterruptedException {
        assertCountsAsPprofDoes("goroutine.pb.gz", "goroutine");
    }

    @Test
    void findsTheLinesThatKeepMemory() throws IOException {
        Profile profile = read("heap.pb.gz");
        int objects = profile.sampleType("inuse_objects");
        Map<String, Long> leaves = new TreeMap<>();
        profile.forEach((stack, values) -> leaves.merge(stack.frames().get(0).function(), values[objects], Long::sum));

        assertThat(profile.period()).isEqualTo(1);
        // and a few arrays of the list that they are in
        assertThat(leaves.get("example.com/real.keep")).isBetween(1000L, 1010L);
        assertThat(leaves.get("example.com/real.inlined")).isBetween(1000L, 1010L);
    }

    private static void assertCountsAsPprofDoes(String file, String type) throws IOException, InterruptedException {
        Profile profile = read(file);
        int index = profile.sampleType(type);
        Map<String, Long> flat = new TreeMap<>();
        Map<String, Long> cum = new TreeMap<>();
        profile.forEach((stack, values) -> {
            flat.merge(stack.frames().get(0).function(), values[index], Long::sum);
            Set<String> functions = new HashSet<>();
            stack.frames().forEach(frame -> functions.add(frame.function()));
            functions.forEach(function -> cum.merge(function, values[index], Long::sum));
        });
        flat.values().removeIf(value -> value == 0);
        cum.values().removeIf(value -> value == 0);

        assertThat(flat).isEqualTo(pprof(file, type, FLAT)).isNotEmpty();
        assertThat(cum).isEqualTo(pprof(file, type, CUM));
    }

    private static Profile read(String file) throws IOException {
        return ProfileReader.read(() -> Files.newInputStream(directory.resolve(file)));
    }

    private static Map<String, Long> pprof(String file, String type, int column)
            throws IOException, InterruptedException {
        String top = module.go(
                "tool",
                "pprof",
                "-top",
                "-sample_index=" + type,
                "-unit=B",
                "-symbolize=none",
                "-nodecount=100000",
                "-nodefraction=0",
                "-edgefraction=0",
                file);
        Map<String, Long> values = new TreeMap<>();
        ROW.matcher(top).results().forEach(row -> values.put(row.group(NAME), Long.valueOf(row.group(column))));
        values.values().removeIf(value -> value == 0);
        return values;
    }
}
