package io.github.noleak.judge;

import static io.github.noleak.judge.SimulatedBenchmark.byChance;
import static io.github.noleak.judge.SimulatedBenchmark.filledAtRandom;
import static io.github.noleak.judge.SimulatedBenchmark.filling;
import static io.github.noleak.judge.SimulatedBenchmark.halved;
import static io.github.noleak.judge.SimulatedBenchmark.lastResult;
import static io.github.noleak.judge.SimulatedBenchmark.oneIn;
import static io.github.noleak.judge.SimulatedBenchmark.scatter;
import static io.github.noleak.judge.SimulatedBenchmark.steady;
import static io.github.noleak.judge.SimulatedBenchmark.walk;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.judge.SimulatedService.Played;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What services keep by chance, of any speed: no false alarm, and no leak that is missed. */
class ServiceChanceTests {

    private static final int SEEDS = 300;

    /** Go's own profile rate, and one that records every object. */
    private static final int SAMPLED = 512 << 10;

    private static final int EXACT = 1;

    @ParameterizedTest
    @ValueSource(ints = {EXACT, SAMPLED})
    void leakOfOneACallIsFound(int rate) {
        assertMissed(
                0,
                (seed, random) ->
                        any(rate, random, 0.01).keeps("leak", oneIn(1)).goroutines("select", oneIn(1)));
    }

    @Test
    void leakOfOneACallIsFoundWhereCallsAreSlow() {
        assertMissed(
                0,
                (seed, random) -> service()
                        .secondsPerCall(0.05 + random.nextDouble())
                        .ofRoundsThatFit()
                        .keeps("leak", oneIn(1))
                        .keeps("scatter", scatter(40, 6)));
    }

    @Test
    void leakOfOneInTwoByChanceIsMostlyFoundWhereCallsAreSlow() {
        assertMissed(
                0.1,
                (seed, random) ->
                        service().secondsPerCall(0.1).ofRoundsThatFit().keeps("leak", byChance(0.5)));
    }

    @Test
    void goroutineThatIsLeftByChanceIsFound() {
        assertMissed(
                0.01,
                (seed, random) ->
                        any(EXACT, random, 0.01).goroutines("select", byChance(0.05 + 0.9 * random.nextDouble())));
    }

    @Test
    void leakOfOneInAHundredIsFoundWhereCallsAreFast() {
        assertMissed(
                0.01,
                (seed, random) -> any(EXACT, random, 0.002)
                        .keeps("leak", byChance(0.01))
                        .keeps("cache", filling(1 + random.nextInt(2_000), 1)));
    }

    @Test
    void leakIsFoundBesideWhatIsNone() {
        assertMissed(
                0.01,
                (seed, random) -> any(EXACT, random, 0.002)
                        .keeps("leak", byChance(Math.pow(30, -random.nextDouble())))
                        .keeps("buffers", scatter(200, 40))
                        .keeps("old", halved(300 + random.nextInt(3_000), 1))
                        .keeps("result", lastResult(0.5)));
    }

    @Test
    void leakOfAServiceThatWarmsUpIsFound() {
        assertMissed(
                0.01,
                (seed, random) -> any(EXACT, random, 0.002)
                        .keeps("both", steady((calls, each) -> Math.min(calls, 300) + Math.floor(calls / 10.0))));
    }

    @Test
    void leakIsFoundInTheTotalsOfASampledService() {
        assertMissed(
                0.02,
                (seed, random) -> any(SAMPLED, random, 0.002).keeps("leak", byChance(0.5 + random.nextDouble() / 2)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.02", "524288, 0.02", "1, 0.5"})
    void cacheThatFillsUpIsNoLeak(int rate, double slowest) {
        assertAlarms(0, (seed, random) -> {
            double seconds = speed(random, slowest);
            double entries = Math.pow(Math.max(2, 0.4 * 30 / seconds), random.nextDouble());
            double each = random.nextBoolean() ? 1 : 1 + random.nextInt(3);
            return of(rate, seconds)
                    .ofRoundsThatFit()
                    .keeps(
                            "cache",
                            random.nextBoolean()
                                    ? filling(entries / each, each)
                                    : filledAtRandom(0.3 * entries / each, each));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {EXACT, SAMPLED})
    void whatIsHalvedNowAndThenIsNoLeak(int rate) {
        assertAlarms(0.01, (seed, random) -> {
            double seconds = speed(random, 0.02);
            long most = 3 + (long) Math.pow(0.4 * 30 / seconds, random.nextDouble());
            return of(rate, seconds).keeps("cache", halved(most, 1 + random.nextInt(3)));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {EXACT, SAMPLED})
    void whatComesAndGoesIsNoLeak(int rate) {
        assertAlarms(
                0,
                (seed, random) -> any(rate, random, 0.05)
                        .keeps("scatter", scatter(40, 1 + random.nextInt(40)))
                        .keeps("many", scatter(20_000, 1 + random.nextInt(2_000)))
                        .keeps("wander", walk(20 + random.nextInt(400)))
                        .keeps("result", lastResult(random.nextDouble()))
                        .goroutines("IO wait", scatter(12, 1 + random.nextInt(10))));
    }

    @Test
    void fiftyLinesThatComeAndGoAreNoLeak() {
        assertAlarms(0, (seed, random) -> {
            SimulatedService service = any(EXACT, random, 0.02);
            for (int i = 0; i < 50; i++) {
                service.keeps("line" + i, scatter(40, 1 + random.nextInt(40)));
            }
            return service;
        });
    }

    @Test
    void whatIsKeptOnceARoundIsNoLeak() {
        for (int more = 1; more <= 5; more++) {
            int each = more;
            long[] rounds = {0};
            assertAlarms(0, (seed, random) -> {
                rounds[0] = 0;
                return any(EXACT, random, 0.02)
                        .goroutines("select", steady((calls, n) -> n == 0 ? each * rounds[0] : each * ++rounds[0]));
            });
        }
    }

    @Test
    void heapThatWandersIsNoLeakInTheTotals() {
        assertAlarms(0.01, (seed, random) -> any(SAMPLED, random, 0.02).wandering(1 + random.nextInt(2_000)));
    }

    /** As a Go server was seen to do that keeps nothing: its runtime adds an object now and then. */
    @Test
    void heapThatDriftsIsNoLeakInTheTotals() {
        assertAlarms(
                0,
                (seed, random) ->
                        of(SAMPLED, 0.001 + random.nextDouble() / 100).calm().keeps("runtime", byChance(0.02)));
    }

    /** It says what a leak has to be so that it would have been seen; of twice that, none is missed. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.001, 0.02})
    void leakOfWhatASampledServiceSaysThatItWouldHaveSeenIsSeen(double secondsPerCall) {
        assertThat(unseen(secondsPerCall, 1)).isLessThan(SEEDS / 10);
        assertThat(unseen(secondsPerCall, 2)).isLessThanOrEqualTo(SEEDS / 50);
    }

    private static int unseen(double secondsPerCall, double times) {
        int missed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedService quiet = strict(secondsPerCall).seed(seed);
            Matcher least = Pattern.compile("less than (\\S+) objects")
                    .matcher(quiet.play().conclusion().unseen());
            assertThat(least.find()).isTrue();
            double rate = times * Double.parseDouble(least.group(1));
            Played leaking = strict(secondsPerCall)
                    .keeps("leak", steady((calls, each) -> Math.floor(rate * calls)))
                    .seed(seed)
                    .play();
            boolean told = leaking.conclusion().verdict() == Verdict.LEAK
                    || leaking.conclusion().notices().stream().anyMatch(n -> n.contains("goes on growing"));
            missed += told ? 0 : 1;
        }
        return missed;
    }

    private static SimulatedService strict(double secondsPerCall) {
        return of(SAMPLED, secondsPerCall).limit(Metric.RETAINED_OBJECTS, 0).lenient();
    }

    private static SimulatedService service() {
        return new SimulatedService();
    }

    private static SimulatedService of(int rate, double secondsPerCall) {
        return service().sampled(rate).secondsPerCall(secondsPerCall);
    }

    private static SimulatedService any(int rate, Random random, double slowest) {
        return of(rate, speed(random, slowest));
    }

    private static double speed(Random random, double slowest) {
        return slowest * Math.pow(100, -random.nextDouble());
    }

    private static void assertMissed(double part, BiFunction<Integer, Random, SimulatedService> services) {
        assertMostly(Verdict.LEAK, part, services);
    }

    private static void assertAlarms(double part, BiFunction<Integer, Random, SimulatedService> services) {
        assertMostly(Verdict.CLEAN, part, services);
    }

    private static void assertMostly(
            Verdict expected, double part, BiFunction<Integer, Random, SimulatedService> services) {
        List<String> others = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random((1 + seed) * 0x9E3779B97F4A7C15L);
            Played played = services.apply(seed, random).seed(seed).play();
            if (played.conclusion().verdict() != expected) {
                others.add(seed + ": " + played.story());
            }
        }
        assertThat(others).hasSizeLessThanOrEqualTo((int) (part * SEEDS));
    }
}
