package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.noleak.measure.Amount;
import io.github.noleak.measure.CallLooks;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GrownWithinTests {

    private static final long EARLY = 1_000;
    private static final long LATE = 2_000;
    private static final long LONGEST = 20_000;
    private static final int SIZE = 64;

    private static final CallStack PUT = stack("example.com/shop/cache.(*Cache).Put", "/src/shop/cache/cache.go", 41);
    private static final CallStack ORDER = stack("example.com/shop/order.New", "/src/shop/order/order.go", 17);

    private static CallStack stack(String function, String file, int line) {
        return new CallStack(
                List.of(new Frame(function, file, line), new Frame("testing.(*B).runN", "/go/src/testing/b.go", 1)));
    }

    @Test
    void oneObjectInEachOperationGrows() {
        assertThat(grown(1_000, 2_000, 20_000)).singleElement().satisfies(grown -> {
            assertThat(grown.site()).isEqualTo(PUT.frames().get(0));
            assertThat(grown.objects()).isEqualTo(1);
            assertThat(grown.bytes()).isEqualTo(SIZE);
            assertThat(grown.operations()).isEqualTo(LONGEST);
        });
    }

    @Test
    void oneInTwentyOperationsGrowsAndLessDoesNot() {
        assertThat(small(50, 100, 1_000)).hasSize(1);
        assertThat(small(49, 98, 980)).isEmpty();
    }

    private static List<GrownWithin> small(long early, long late, long longest) {
        return GrownWithin.in(
                looks(EARLY, ofSixteen(early), LATE, ofSixteen(late), LONGEST, ofSixteen(longest), objects(0)),
                sites());
    }

    private static HeapSnapshot ofSixteen(long count) {
        return heap(Map.of(PUT, new Amount(count, count * 16)));
    }

    @Test
    void threeObjectsInAFewOperationsGrowAndTwoDoNot() {
        assertThat(GrownWithin.in(looks(7, objects(1), 14, objects(2), 35, objects(5), objects(0)), sites()))
                .hasSize(1);
        assertThat(GrownWithin.in(looks(7, objects(1), 14, objects(2), 28, objects(4), objects(0)), sites()))
                .isEmpty();
    }

    @Test
    void whatWasThereBeforeTheCallDoesNotCount() {
        CallLooks.Look early = new CallLooks.Look(sample(0, objects(300)), sample(EARLY, objects(1_300)));
        CallLooks.Look late = new CallLooks.Look(sample(0, objects(500)), sample(LATE, objects(2_500)));
        CallLooks.Look longest = new CallLooks.Look(sample(0, objects(900)), sample(LONGEST, objects(20_900)));

        assertThat(GrownWithin.in(new CallLooks(early, late, longest, sample(0, objects(900))), sites()))
                .singleElement()
                .satisfies(grown -> assertThat(grown.objects()).isEqualTo(1));
    }

    @Test
    void whatIsSetUpOnceIsNoGrowth() {
        assertThat(grown(5_000, 5_000, 5_000)).isEmpty();
        assertThat(grown(6_000, 7_000, 25_000)).as("beside a growth").hasSize(1);
    }

    @Test
    void whatIsSetUpForEachOperationOfTheCallIsNoGrowth() {
        // It has all been there before the early look.
        assertThat(grown(2_200, 2_200, 22_000)).isEmpty();
        // And most of it.
        assertThat(grown(2_000, 2_200, 22_000)).isEmpty();
    }

    @Test
    void whatFillsUpInTheLongestCallIsNoGrowth() {
        assertThat(grown(1_000, 2_000, 4_000)).isEmpty();
        assertThat(grown(1_000, 2_000, 15_000)).as("72 % of what it would be").isEmpty();
        assertThat(grown(1_000, 2_000, 16_000)).as("78 %").hasSize(1);
        assertThat(grown(1_000, 1_500, 4_500)).as("steeper at first").isEmpty();
    }

    @Test
    void whatIsStillThereAfterTheCallIsNotOfIt() {
        assertThat(grown(1_000, 2_000, 20_000, 5_000)).as("a quarter").hasSize(1);
        assertThat(grown(1_000, 2_000, 20_000, 5_200)).isEmpty();
        assertThat(grown(1_000, 2_000, 20_000, 20_000)).isEmpty();
    }

    @Test
    void roomThatIsDoubledGrowsByItsBytes() {
        assertThat(GrownWithin.in(bytes(2_048, 2_048, 32_768), sites()))
                .singleElement()
                .satisfies(grown -> {
                    assertThat(grown.objects()).isZero();
                    assertThat(grown.bytes()).isEqualTo((32_768 - 2_048) / 18_000.0, within(1e-9));
                });
        assertThat(GrownWithin.in(bytes(2_048, 2_048, 20_480), sites()))
                .as("a byte each")
                .hasSize(1);
        assertThat(GrownWithin.in(bytes(2_048, 2_048, 19_000), sites()))
                .as("less")
                .isEmpty();
    }

    @Test
    void roomThatIsFilledDoesNot() {
        assertThat(GrownWithin.in(bytes(65_536, 65_536, 65_536), sites())).isEmpty();
        assertThat(GrownWithin.in(bytes(16_384, 32_768, 131_072), sites()))
                .as("less than half")
                .isEmpty();
        assertThat(GrownWithin.in(bytes(16_384, 32_768, 164_000), sites()))
                .as("half")
                .hasSize(1);
    }

    @Test
    void littleRoomIsNone() {
        assertThat(GrownWithin.in(looks(7, bytes(100), 14, bytes(200), 64, bytes(1_223), bytes(0)), sites()))
                .isEmpty();
        assertThat(GrownWithin.in(looks(7, bytes(100), 14, bytes(200), 64, bytes(1_224), bytes(0)), sites()))
                .hasSize(1);
    }

    @Test
    void tinyObjectsAreNamedByTheLineThatKeepsThem() {
        assertThat(GrownWithin.in(tiny(), sites())).singleElement().satisfies(grown -> {
            assertThat(grown.site()).isEqualTo(PUT.frames().get(0));
            assertThat(grown.objects()).isEqualTo(1.5);
            assertThat(grown.bytes()).isEqualTo(SIZE + 8);
        });
    }

    @Test
    void mostComesFirst() {
        CallLooks looks = looks(
                EARLY,
                heap(Map.of(ORDER, new Amount(1_000, 16_000), PUT, new Amount(3_000, 96_000))),
                LATE,
                heap(Map.of(ORDER, new Amount(2_000, 32_000 * 2), PUT, new Amount(6_000, 192_000))),
                LONGEST,
                heap(Map.of(ORDER, new Amount(20_000, 640_000), PUT, new Amount(60_000, 1_920_000))),
                heap(Map.of()));

        assertThat(GrownWithin.in(looks, sites()))
                .extracting(grown -> grown.site().line())
                .containsExactly(41, 17);
    }

    /** Goroutines that are about to end have files and the like, of which a few more are there after more operations. */
    @Test
    void manySmallObjectsOnTheirWayAreNoRoomThatIsDoubled() {
        CallLooks backlog = looks(EARLY, few(30, 96), LATE, few(60, 96), LONGEST, few(600, 96), objects(0));
        CallLooks tables = looks(EARLY, few(2, 8_192), LATE, few(4, 8_192), LONGEST, few(40, 8_192), objects(0));

        assertThat(GrownWithin.in(backlog, sites())).isEmpty();
        assertThat(GrownWithin.in(tables, sites())).as("those of a map").hasSize(1);
        assertThat(GrownWithin.in(
                        looks(EARLY, few(20, 1_024), LATE, few(40, 1_024), LONGEST, few(400, 1_024), objects(0)),
                        sites()))
                .hasSize(1);
        assertThat(GrownWithin.in(
                        looks(EARLY, few(20, 1_020), LATE, few(40, 1_020), LONGEST, few(400, 1_020), objects(0)),
                        sites()))
                .isEmpty();
    }

    private static HeapSnapshot few(long count, long size) {
        return heap(Map.of(PUT, new Amount(count, count * size)));
    }

    /** The process looks again only at what may grow by the same numbers. */
    @Test
    void numbersAreThoseOfTheProcess() throws IOException {
        String looks = Files.readString(Path.of("src/main/resources/io/github/noleak/go/gate/looks.go"));

        assertThat(constant(looks, "rarestGrowth")).isEqualTo(1 / GrownWithin.RAREST);
        assertThat(constant(looks, "fewObjects")).isEqualTo(Resource.HEAP.few(true));
        assertThat(constant(looks, "fewBytes")).isEqualTo(Resource.HEAP.few(false));
    }

    private static double constant(String source, String name) {
        return Pattern.compile("(?m)^\\t" + name + " += (\\d+)")
                .matcher(source)
                .results()
                .mapToDouble((MatchResult m) -> Double.parseDouble(m.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whereNobodyLookedThereIsNone() {
        assertThat(GrownWithin.in(null, sites())).isEmpty();
        assertThat(GrownWithin.in(
                        looks(EARLY, objects(5), EARLY, objects(9), LONGEST, objects(20_000), objects(0)), sites()))
                .as("two looks at one moment")
                .isEmpty();
    }

    private static List<GrownWithin> grown(long early, long late, long longest) {
        return grown(early, late, longest, 0);
    }

    private static List<GrownWithin> grown(long early, long late, long longest, long after) {
        return GrownWithin.in(
                looks(EARLY, objects(early), LATE, objects(late), LONGEST, objects(longest), objects(after)), sites());
    }

    private static CallLooks bytes(long early, long late, long longest) {
        return looks(EARLY, bytes(early), LATE, bytes(late), LONGEST, bytes(longest), bytes(0));
    }

    private static CallLooks tiny() {
        return looks(EARLY, tiny(1_000), LATE, tiny(2_000), LONGEST, tiny(20_000), heap(Map.of()));
    }

    private static HeapSnapshot tiny(double operations) {
        Amount blocks = new Amount(operations / 2, operations * 8);
        return new HeapSnapshot(
                Map.of(PUT, new Amount(operations, operations * SIZE).plus(blocks)),
                Map.of(PUT, blocks),
                Map.of(PUT, operations / 2),
                0,
                null);
    }

    private static CallLooks looks(
            long first,
            HeapSnapshot early,
            long second,
            HeapSnapshot late,
            long third,
            HeapSnapshot longest,
            HeapSnapshot after) {
        return new CallLooks(look(first, early), look(second, late), look(third, longest), sample(0, after));
    }

    private static CallLooks.Look look(long operations, HeapSnapshot during) {
        return new CallLooks.Look(sample(0, heap(Map.of())), sample(operations, during));
    }

    private static HeapSnapshot objects(long count) {
        return heap(Map.of(PUT, new Amount(count, count * SIZE)));
    }

    private static HeapSnapshot bytes(long size) {
        return heap(Map.of(PUT, new Amount(1, size)));
    }

    private static HeapSnapshot heap(Map<CallStack, Amount> byStack) {
        return new HeapSnapshot(byStack, 0);
    }

    private static Snapshot sample(long operations, HeapSnapshot heap) {
        RunPlan runPlan = new RunPlan(operations, 1, SettlePolicy.QUICK, 1, 0);
        return new Snapshot(runPlan, 0, 0, true, heap, List.of(), Map.of(), 0, List.of());
    }

    private static SiteFinder sites() {
        return new SiteFinder(frame -> frame.file().startsWith("/src/shop/"));
    }
}
