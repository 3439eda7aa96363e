package io.github.noleak.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Leak.Kind;
import io.github.noleak.judge.KnownLeak;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTests {

    private static final String SHOP = "example.com/shop/";
    private static final SiteFinder SITES = new SiteFinder(f -> f.function().startsWith(SHOP));

    @Test
    void namesTheFunctionOfTheModuleAndWhatItCallsToAllocate() {
        assertThat(heap("strings.(*Builder).grow", "strings.Repeat", SHOP + "cache.(*Cache).Put", "testing.(*B).runN"))
                .isEqualTo("heap example.com/shop/cache.(*Cache).Put > strings.Repeat");
    }

    @Test
    void changesWithNoLine() {
        assertThat(heapAt(40, SHOP + "cache.Put")).isEqualTo(heapAt(57, SHOP + "cache.Put"));
    }

    @Test
    void changesWithNoCaller() {
        assertThat(heap(SHOP + "cache.Put", SHOP + "cache.BenchmarkPut"))
                .isEqualTo(heap(SHOP + "cache.Put", SHOP + "cache.fill", SHOP + "cache.BenchmarkPut"));
    }

    @Test
    void changesWithNoFrameOfTheRuntimeOrInsideTheLibrary() {
        assertThat(heap("runtime.mallocgc", "runtime.newobject", SHOP + "cache.Put"))
                .isEqualTo(heap("internal/runtime/maps.newGroups", SHOP + "cache.Put"))
                .isEqualTo(heap(SHOP + "cache.Put"));
        assertThat(heap("bytes.growSlice", "bytes.(*Buffer).grow", "bytes.(*Buffer).Write", SHOP + "cache.Put"))
                .isEqualTo(heap("bytes.makeSlice", "bytes.(*Buffer).Write", SHOP + "cache.Put"));
    }

    @Test
    void tellsApartWhatOneFunctionKeepsInTwoWays() {
        assertThat(heap("strings.Repeat", SHOP + "cache.Put"))
                .isNotEqualTo(heap("bytes.Clone", SHOP + "cache.Put"))
                .isNotEqualTo(heap(SHOP + "cache.Put"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            worker.startWorkers.func1.2                | closure in startWorkers
            worker.startWorkers.func7                  | closure in startWorkers
            worker.startWorkers.gowrap1                | closure in startWorkers
            worker.startWorkers.func1.deferwrap2       | closure in startWorkers
            worker_test.BenchmarkX.startWorkers.func1  | closure in startWorkers
            cache.(*Gateway).Connector.func1           | closure in (*Gateway).Connector
            cache.BenchmarkX.(*Gateway).Connector.func1 | closure in (*Gateway).Connector
            cache.run.func1.1.callee.1                 | closure in callee
            cache.(*G[...]).M.func1                    | closure in (*G).M
            cache.glob..func1                          | closure in init
            cache.init.0.func3                         | closure in init
            cache.(*T).All-range1                      | example.com/shop/cache.(*T).All
            cache.(*T).M-fm                            | example.com/shop/cache.(*T).M
            cache.F[go.shape.*example.com/x.v2/y.T]    | example.com/shop/cache.F
            cache.F[...]                               | example.com/shop/cache.F
            cache.(*G[go.shape.map[string]int]).M      | example.com/shop/cache.(*G).M
            cache.init.1                               | example.com/shop/cache.init
            cache.sum256                               | example.com/shop/cache.sum256
            """)
    void takesOneFunctionUnderAllItsNamesForOne(String symbol, String name) {
        assertThat(heap(SHOP + symbol)).isEqualTo("heap " + name);
    }

    @Test
    void namesGoroutinesByWhereTheyWaitAndWhoStartedThem() {
        GoroutineCount one = goroutines("chan receive", 9, SHOP + "worker.Start.func1");
        GoroutineCount edited = goroutines("chan receive (nil chan)", 30, SHOP + "worker.Start.func2");

        assertThat(goroutine(one))
                .isEqualTo("goroutine closure in Start <- example.com/shop/worker.Start")
                .isEqualTo(goroutine(edited));
    }

    @Test
    void tellsApartGoroutinesThatWaitInTwoFunctions() {
        assertThat(goroutine(goroutines("select", 9, SHOP + "worker.loop")))
                .isNotEqualTo(goroutine(goroutines("select", 9, SHOP + "worker.drain")));
    }

    @Test
    void namesGoroutinesOfLibrariesByWhatTheyRun() {
        GoroutineCount reading = new GoroutineCount(
                "IO wait",
                false,
                stack(1, "internal/poll.runtime_pollWait", "net.(*conn).Read", "net/http.(*persistConn).readLoop"),
                new Frame("net/http.(*Transport).dialConn", "transport.go", 7),
                100);

        assertThat(goroutine(reading))
                .isEqualTo("goroutine net/http.(*persistConn).readLoop <- net/http.(*Transport).dialConn");
    }

    @Test
    void namesNoPlaceForWhatIsSpreadOverMany() {
        assertThat(Fingerprints.ofGoroutine(
                        new Subject.AllGoroutines(), goroutines("select", 9, SHOP + "worker.loop"), SITES))
                .isEqualTo("goroutine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "[", "]", ".func1", "(", "."})
    void staysShortForNamesThatDoNotEnd(String part) {
        assertThat(heap(SHOP + "cache." + part.repeat(100_000))).hasSizeLessThan(500);
    }

    @Test
    void tellsLongNamesApart() {
        String name = "cache." + "a".repeat(1_000);

        assertThat(heap(SHOP + name + "b")).isNotEqualTo(heap(SHOP + name + "c"));
    }

    private static String heap(String... functions) {
        return Fingerprints.ofHeap(Kind.HEAP, stack(1, functions), SITES);
    }

    private static String heapAt(int line, String function) {
        return Fingerprints.ofHeap(Kind.HEAP, stack(line, function), SITES);
    }

    private static String goroutine(GoroutineCount group) {
        return Fingerprints.ofGoroutine(Subject.Goroutines.of(group), group, SITES);
    }

    private static GoroutineCount goroutines(String state, int line, String function) {
        return new GoroutineCount(
                state,
                false,
                stack(line, "runtime.gopark", function),
                new Frame(SHOP + "worker.Start", "worker.go", line - 1),
                100);
    }

    private static CallStack stack(int line, String... functions) {
        return new CallStack(
                Stream.of(functions).map(f -> new Frame(f, "/src/a.go", line)).toList());
    }

    @Test
    void beginsWithItsKind() {
        assertThat(List.of(heap(SHOP + "cache.Put"), goroutine(goroutines("select", 9, SHOP + "worker.loop"))))
                .extracting(f -> KnownLeak.kindOf(f).orElseThrow())
                .containsExactly(Kind.HEAP, Kind.GOROUTINE);
    }
}
