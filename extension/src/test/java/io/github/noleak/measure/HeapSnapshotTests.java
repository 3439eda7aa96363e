package io.github.noleak.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.CodedOutputStream;
import io.github.noleak.WorkTime;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapSnapshotTests {

    /** As many stacks as a snapshot tells apart. */
    private static final int BITS = 15;

    private static final String GATE = "example.com/shop/noleakgate";
    private static final String PUT = "example.com/shop.(*Cache).Put";
    private static final String BENCHMARK = "example.com/shop.BenchmarkPut";

    @Test
    void countsObjectsAndBytesByStack() {
        HeapSnapshot heapSnapshot = heap().sample(3, 48, PUT, BENCHMARK)
                .sample(5, 80, PUT, "example.com/shop.other")
                .heapSnapshot();

        assertThat(heapSnapshot.byStack())
                .hasSize(2)
                .containsEntry(stack(PUT, BENCHMARK), new Amount(3, 48))
                .containsEntry(stack(PUT, "example.com/shop.other"), new Amount(5, 80));
    }

    @Test
    void addsUpWhatOneStackAllocatesInSeveralSizes() {
        HeapSnapshot heapSnapshot = heap().sample(3, 48, PUT, BENCHMARK)
                .sample(2, 2048, PUT, BENCHMARK)
                .heapSnapshot();

        assertThat(heapSnapshot.byStack()).containsExactly(Map.entry(stack(PUT, BENCHMARK), new Amount(5, 2096)));
    }

    @Test
    void setsTheBlocksOfTinyObjectsApart() {
        HeapSnapshot heapSnapshot = heap().sample(3, 48, PUT, BENCHMARK)
                .sample(2, 2048, PUT, BENCHMARK)
                .sample(5, 160, PUT, "example.com/shop.other")
                .heapSnapshot();

        assertThat(heapSnapshot.tiny()).containsExactly(Map.entry(stack(PUT, BENCHMARK), new Amount(3, 48)));
        assertThat(heapSnapshot.apart(stack(PUT, BENCHMARK))).isEqualTo(new Amount(2, 2048));
        assertThat(heapSnapshot.plus(heapSnapshot).tiny()).containsValue(new Amount(6, 96));
    }

    @Test
    void leavesOutWhatIsNoLongerInUse() {
        assertThat(heap().sample(0, 0, PUT, BENCHMARK).heapSnapshot().byStack()).isEmpty();
    }

    @Test
    void cutsTheFramesOfTheRuntimeOffTheLeaf() {
        HeapSnapshot heapSnapshot = heap().sample(3, 48, "runtime.mallocgc", "runtime.makeslice", PUT, BENCHMARK)
                .sample(1, 16, "internal/runtime/maps.newTable", "runtime.mapassign", PUT, BENCHMARK)
                .heapSnapshot();

        assertThat(heapSnapshot.byStack()).containsOnlyKeys(stack(PUT, BENCHMARK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runtime.malg",
                "runtime.acquireSudog",
                "runtime.allocm",
                "runtime.newdefer",
                "runtime.gcBgMarkWorker",
                "runtime.allgadd",
                "runtime.mProf_Malloc"
            })
    void setsTheFreeListsOfTheRuntimeApart(String owner) {
        HeapSnapshot heapSnapshot = heap().sample(900, 90_000, owner, PUT, BENCHMARK)
                .sample(1, 16, PUT, BENCHMARK)
                .heapSnapshot();

        assertThat(heapSnapshot.byStack()).containsOnly(Map.entry(stack(PUT, BENCHMARK), new Amount(1, 16)));
    }

    @Test
    void setsFreeListsApartAlsoWhereTheyDoNotStandAtTheLeaf() {
        HeapSnapshot heapSnapshot = heap().sample(
                        900,
                        90_000,
                        "runtime.mallocgc",
                        "runtime.newobject",
                        "runtime.acquireSudog",
                        "runtime.chanrecv",
                        PUT)
                .sample(
                        400,
                        40_000,
                        "runtime.mallocgc",
                        "runtime.malg",
                        "runtime.newproc1",
                        "runtime.newproc.func1",
                        PUT)
                .heapSnapshot();

        assertThat(heapSnapshot.byStack()).isEmpty();
    }

    @Test
    void setsTheListOfTheEnvironmentApartAndNotWhatStandsInIt() {
        HeapSnapshot heapSnapshot = heap().sample(
                        1, 40_960, "runtime.mallocgc", "runtime.growslice", "syscall.Setenv", PUT)
                .sample(1, 40_960, "syscall.Setenv", PUT)
                .sample(9, 288, "runtime.rawstringtmp", "runtime.concatstring3", "syscall.Setenv", PUT)
                .sample(1, 57_344, "runtime.makeBucketArray", "runtime.mapassign_faststr", "syscall.Setenv", PUT)
                .sample(1, 4_096, "runtime.mallocgc", "runtime.growslice", PUT, "syscall.Setenv")
                .heapSnapshot();

        assertThat(heapSnapshot.byStack())
                .containsOnly(
                        Map.entry(stack("syscall.Setenv", PUT), new Amount(10, 57_632)),
                        Map.entry(stack(PUT, "syscall.Setenv"), new Amount(1, 4_096)));
    }

    /** Only the run of runtime frames at the leaf speaks of the runtime: below it stands the code under test. */
    @Test
    void countsWhatCodeCalledByTheRuntimeAllocates() {
        HeapSnapshot heapSnapshot =
                heap().sample(7, 112, PUT, "runtime.malg", "runtime.main").heapSnapshot();

        assertThat(heapSnapshot.byStack()).containsOnlyKeys(stack(PUT, "runtime.malg", "runtime.main"));
    }

    @Test
    void leavesOutStacksOfTheRuntimeAlone() {
        HeapSnapshot heapSnapshot = heap().sample(50, 5_000, "runtime.mallocgc", "runtime.schedinit", "runtime.rt0_go")
                .heapSnapshot();

        assertThat(heapSnapshot.byStack()).isEmpty();
    }

    /** Go sets the profile rate after that, so that chance decides which of these objects are seen. */
    @Test
    void leavesOutWhatIsMadeBeforeTheFirstOperation() {
        HeapSnapshot heapSnapshot = heap().sample(
                        1, 65_536, "runtime.makeslice", "example.com/shop.init.0", "runtime.doInit", "runtime.main")
                .sample(1, 65_536, PUT, "example.com/shop.init", "runtime.doInit1", "runtime.doInit", "runtime.main")
                .sample(1, 65_536, PUT, "example.com/shop.TestMain", "main.main", "runtime.main", "runtime.goexit")
                .heapSnapshot();

        assertThat(heapSnapshot.byStack()).isEmpty();
    }

    @Test
    void countsWhatATestMainRuns() {
        HeapSnapshot heapSnapshot = heap().sample(
                        5, 80, PUT, "testing.(*M).Run", "example.com/shop.TestMain", "main.main", "runtime.main")
                .sample(7, 112, PUT, "example.com/shop.main.loop", "example.com/shop.main", "runtime.main")
                .heapSnapshot();

        assertThat(heapSnapshot.byStack().values()).containsExactlyInAnyOrder(new Amount(5, 80), new Amount(7, 112));
    }

    @Test
    void leavesOutTheBooksOfTheTestFramework() {
        HeapSnapshot heapSnapshot = heap().sample(
                        20, 400, "testing.(*B).run1", "testing.(*B).Run", "testing.runBenchmarks")
                .sample(20, 400, "testing.newTestContext", "testing.(*M).Run", "main.main", "runtime.main")
                .sample(20, 400, "fmt.Sprintf", GATE + ".measure", "main.main", "runtime.main")
                .sample(
                        1,
                        4_096,
                        "regexp.compile",
                        "testing/internal/testdeps.TestDeps.MatchString",
                        "testing.simpleMatch.matches",
                        "testing.(*B).Run",
                        "example.com/shop.BenchmarkGet")
                .heapSnapshot();

        assertThat(heapSnapshot.byStack().keySet())
                .allSatisfy(
                        stack -> assertThat(stack.frames().get(0).function()).isEqualTo("fmt.Sprintf"))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void countsWhatTheTestFrameworkAllocatesForTheCodeUnderTest() {
        HeapSnapshot heapSnapshot = heap().sample(20, 400, "testing.(*common).Cleanup", BENCHMARK, "testing.(*B).runN")
                .sample(30, 600, PUT, BENCHMARK, "testing.(*B).runN", "testing.(*B).launch")
                .heapSnapshot();

        assertThat(heapSnapshot.byStack())
                .containsOnlyKeys(
                        stack("testing.(*common).Cleanup", BENCHMARK, "testing.(*B).runN"),
                        stack(PUT, BENCHMARK, "testing.(*B).runN", "testing.(*B).launch"));
    }

    @Test
    void countsThePlantedControlApart() {
        HeapSnapshot heapSnapshot = heap().sample(64, 1024, GATE + ".plant", GATE + ".Measure", "main.main")
                .sample(1, 512, GATE + ".plant", GATE + ".Measure", "main.main")
                .sample(9, 900, GATE + ".Measure", "main.main")
                .sample(2, 32, PUT, BENCHMARK)
                .heapSnapshot();

        assertThat(heapSnapshot.planted()).isEqualTo(64);
        assertThat(heapSnapshot.byStack()).containsOnlyKeys(stack(PUT, BENCHMARK));
    }

    @Test
    void saysThatNothingWasPlantedWhereTheProfileDoesNotShowIt() {
        assertThat(heap().sample(2, 32, PUT, BENCHMARK).heapSnapshot().planted())
                .isZero();
    }

    @Test
    void scalesASampledProfileUpToTheLikelyCount() {
        // 512 KiB apart, an object of 1 KiB is recorded once in 512.5 times.
        HeapSnapshot heapSnapshot = heap().period(524_288)
                .sample(10, 10_240, PUT, BENCHMARK)
                .sample(3, 3L << 30, PUT, "example.com/shop.large")
                .heapSnapshot();

        Amount small = heapSnapshot.byStack().get(stack(PUT, BENCHMARK));
        assertThat(small).isNotNull();
        assertThat(small.objects()).isCloseTo(5_125, within(1.0));
        assertThat(small.bytes()).isCloseTo(5_125 * 1024, within(1024.0));
        Amount large = heapSnapshot.byStack().get(stack(PUT, "example.com/shop.large"));
        assertThat(large).isNotNull();
        assertThat(large.objects()).isCloseTo(3, within(0.001));
    }

    @Test
    void takesAnExactProfileAsItIs() {
        HeapSnapshot heapSnapshot =
                heap().period(1).sample(10, 10_240, PUT, BENCHMARK).heapSnapshot();

        assertThat(heapSnapshot.byStack()).containsEntry(stack(PUT, BENCHMARK), new Amount(10, 10_240));
    }

    @Test
    void stopsTellingStacksApartWhenThereAreTooMany() {
        Heap heap = heap();
        for (int i = 0; i < 45_000; i++) {
            heap.sample(1, 16, PUT, "example.com/shop.caller" + i);
        }

        HeapSnapshot heapSnapshot = heap.heapSnapshot();

        assertThat(heapSnapshot.byStack()).hasSizeLessThanOrEqualTo(40_001);
        assertThat(heapSnapshot.byStack().values().stream()
                        .mapToDouble(Amount::objects)
                        .sum())
                .isEqualTo(45_000);
    }

    private static Heap heap() {
        return new Heap();
    }

    private static CallStack stack(String... functions) {
        return new CallStack(
                Stream.of(functions).map(f -> new Frame(f, "/src/a.go", 1)).toList());
    }

    /** A tiny writer of heap profiles: a function, a location and a line for each name. */
    private static final class Heap {

        private final List<String> strings =
                new ArrayList<>(List.of("", "inuse_objects", "count", "inuse_space", "bytes", "/src/a.go"));
        private final Map<String, Integer> ids = new LinkedHashMap<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Heap() {
            field(1, message(m -> {
                m.writeUInt64(1, 1);
                m.writeUInt64(2, 2);
            }));
            field(1, message(m -> {
                m.writeUInt64(1, 3);
                m.writeUInt64(2, 4);
            }));
        }

        Heap period(long period) {
            bytes.writeBytes(message(m -> m.writeUInt64(12, period)));
            return this;
        }

        Heap sample(long objects, long size, String... functions) {
            long[] locations = Stream.of(functions).mapToLong(this::id).toArray();
            field(2, message(m -> {
                for (long location : locations) {
                    m.writeUInt64(1, location);
                }
                m.writeUInt64(2, objects);
                m.writeUInt64(2, size);
            }));
            return this;
        }

        HeapSnapshot heapSnapshot() {
            strings.forEach(s -> bytes.writeBytes(message(m -> m.writeString(6, s))));
            byte[] all = bytes.toByteArray();
            try {
                Profile profile = ProfileReader.read(() -> new ByteArrayInputStream(all));
                return HeapSnapshot.of(profile, GATE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private long id(String function) {
            return ids.computeIfAbsent(function, f -> {
                strings.add(f);
                int name = strings.size() - 1;
                int id = ids.size() + 1;
                field(5, message(m -> {
                    m.writeUInt64(1, id);
                    m.writeUInt64(2, name);
                    m.writeUInt64(4, 5);
                }));
                byte[] line = message(m -> {
                    m.writeUInt64(1, id);
                    m.writeUInt64(2, 1);
                });
                field(4, message(m -> {
                    m.writeUInt64(1, id);
                    m.writeByteArray(4, line);
                }));
                return id;
            });
        }

        private void field(int number, byte[] content) {
            bytes.writeBytes(message(m -> m.writeByteArray(number, content)));
        }

        private static byte[] message(Writing writing) {
            try {
                ByteArrayOutputStream target = new ByteArrayOutputStream();
                CodedOutputStream out = CodedOutputStream.newInstance(target);
                writing.to(out);
                out.flush();
                return target.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private interface Writing {
            void to(CodedOutputStream out) throws IOException;
        }
    }

    @Test
    void stacksWhoseHashesAreTheSameTakeNoLonger() {
        Map<CallStack, Amount> colliding = stacks("BB");
        Map<CallStack, Amount> other = stacks("Bb");

        WorkTime.assertTakesNoLonger(() -> summed(colliding), () -> summed(other));
    }

    private static HeapSnapshot summed(Map<CallStack, Amount> stacks) {
        HeapSnapshot heapSnapshot = new HeapSnapshot(stacks, 0);
        return heapSnapshot.plus(heapSnapshot);
    }

    /** Stacks of one frame, named by two pairs of letters: Aa and BB are equal to the hash of a string. */
    private static Map<CallStack, Amount> stacks(String pair) {
        Map<CallStack, Amount> stacks = new HashMap<>();
        for (int number = 0; number < 1 << BITS; number++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < BITS; bit++) {
                name.append(((number >> bit) & 1) == 0 ? "Aa" : pair);
            }
            stacks.put(new CallStack(List.of(new Frame(name.toString(), "main.go", 1))), new Amount(1, 16));
        }
        return stacks;
    }
}
