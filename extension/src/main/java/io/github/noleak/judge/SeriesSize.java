package io.github.noleak.judge;

import io.github.noleak.Leak;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Chooses the size of the next series: so large that a container has filled, as far as time and the system's room allow.
 *
 * @param budget the seconds that a scenario without growth may take
 * @param most the operations that a series may have in all, whatever there is time and room for
 * @param finest the least bytes between two samples of the heap; 1 where every object can be recorded
 */
record SeriesSize(double budget, double most, int finest) {

    /** Sizes that differ by less are one size. */
    static final double ANOTHER = 2;

    /** What is neither flat nor grows has filled, or is lost in its scatter, where each call has so many times more. */
    private static final double LARGER = 8;

    /** What crosses a limit by a little is not lost in its own chance. */
    private static final double BEYOND = 1.3;

    /** What is so slow that each call was one operation is called with two before it is a leak, whatever time that takes. */
    private static final long TWO = 2;

    /** So many times less is another size, and the most that a smaller one can show. */
    static final double SMALLER = 2.2;

    /** A total that is so little more has not grown. */
    private static final double FEW = 3;

    /** So many samples of a quarter of the operations show a growth that is true to a thirtieth. */
    static final double SAMPLES = 900;

    /** Recording every object that often costs no more. */
    private static final double LEAST_RATE = 64;

    /** Go's own profile rate: fewer samples save nothing more. */
    private static final double MOST_RATE = 512 << 10;

    /** A series counts as being as large as was wanted from this part on: what it was planned by may be off by chance. */
    private static final double NEARLY = 0.8;

    SeriesSize(double budget) {
        this(budget, Double.MAX_VALUE, 1);
    }

    SeriesSize upTo(double operations) {
        return new SeriesSize(budget, operations, finest);
    }

    SeriesSize recording(int profileRate) {
        return new SeriesSize(budget, most, profileRate);
    }

    /** Returns whether two series are of different sizes. */
    static boolean isAnother(long operations, long others) {
        return operations >= ANOTHER * others || others >= ANOTHER * operations;
    }

    /**
     * Returns the next series; empty where none of another size can be afforded.
     *
     * @param sampled what samples of the heap have to show; empty where every object has to be recorded
     */
    Optional<SeriesPlan> next(List<Series> all, List<Growth> growing, List<Growth> sampled) {
        Series latest = all.get(all.size() - 1);
        double wanted = growing.stream()
                .mapToDouble(g -> wanted(g, growing, latest.secondsPerOperation()))
                .min()
                .orElse(Math.min(LARGER * latest.top(), budget / latest.secondsPerOperation()));
        return next(all, growing, wanted, sampled);
    }

    /** Returns a series that is as deep as one without growth; empty where the latest is, or has all the room. */
    Optional<SeriesPlan> deeper(List<Series> all) {
        Series latest = all.get(all.size() - 1);
        double affordable = SeriesSchedule.seconds(SeriesSchedule.AT_LEISURE, budget) / latest.secondsPerOperation();
        double wanted = Math.min(Math.min(SeriesSchedule.DEPTH, affordable), room(latest));
        return wanted >= ANOTHER * latest.top() ? next(all, List.of(), wanted, List.of()) : Optional.empty();
    }

    /** Returns another series that a rise of allocations has to show in, twice as large where that can be had: what fills has filled then. */
    SeriesPlan witness(Series first) {
        double affordable = SeriesSchedule.FOLLOWED * budget / (first.top() * first.secondsPerOperation());
        long each = (long) (Math.max(1, Math.min(ANOTHER, affordable)) * first.each());
        return new SeriesPlan(first.calls(), each, finest, SettlePolicy.QUICK, each * first.secondsPerOperation());
    }

    /** Returns a small series, and slow calls after it, that tell whether some growth is one by time; empty where these cannot. */
    Optional<SeriesPlan> slow(List<Growth> growing, Series largest) {
        double operation = largest.secondsPerOperation();
        return SlowCalls.plan(largest.top() * operation, growing, operation)
                .map(slowly -> new SeriesPlan(
                        Series.FEW, 1, finest, SettleChoice.with(growing, largest.last()), operation, slowly));
    }

    /** Returns a series to count the allocations of so many operations: it is no matter what is in use. */
    SeriesPlan counting(Series like, long each) {
        return new SeriesPlan(
                SeriesSchedule.CALLS, each, (int) MOST_RATE, SettlePolicy.QUICK, each * like.secondsPerOperation());
    }

    /** Returns a series in which what grows crosses a limit, to which it is so many times nearer now. */
    Optional<SeriesPlan> towardsLimit(List<Series> all, List<Growth> growing, double times) {
        Series latest = all.get(all.size() - 1);
        double wanted = Math.max(ANOTHER, BEYOND * times) * latest.top();
        boolean affordable =
                wanted * latest.secondsPerOperation() <= SeriesSchedule.FOLLOWED * budget && wanted <= room(latest);
        return affordable ? next(all, growing, wanted, List.of()) : Optional.empty();
    }

    private Optional<SeriesPlan> next(List<Series> all, List<Growth> growing, double wanted, List<Growth> sampled) {
        Series latest = all.get(all.size() - 1);
        long affordable = (long) (Math.min(wanted, room(latest)) / latest.calls());
        long larger = latest.each() == 1 && !growing.isEmpty() ? Math.max(TWO, affordable) : affordable;
        boolean further = larger >= ANOTHER * latest.each();
        if (!further && growing.isEmpty()) {
            return Optional.empty();
        }
        // Where none is larger, a smaller one has to show the same.
        LongStream smaller =
                Stream.concat(Stream.of(latest), all.stream()).mapToLong(series -> (long) (series.each() / SMALLER));
        SettlePolicy policy = growing.isEmpty() ? SettlePolicy.QUICK : SettleChoice.with(growing, latest.last());
        return (further ? LongStream.of(larger) : smaller)
                .filter(each -> each > 0 && all.stream().allMatch(s -> isAnother(s.each(), each)))
                .mapToObj(each -> new SeriesPlan(
                        latest.calls(),
                        each,
                        sampled.isEmpty() ? finest : profileRate(sampled, each * latest.calls()),
                        policy,
                        each * latest.secondsPerOperation()))
                .findFirst();
    }

    /** Returns a profile rate at which all of some growths on the heap are still seen well. */
    private int profileRate(List<Growth> growths, long operations) {
        double rate = growths.stream()
                .filter(g -> g.subject().kind() == Leak.Kind.HEAP)
                .mapToDouble(g -> g.bytesPerOperation() * (operations / 4.0) / SAMPLES)
                .min()
                .orElse(MOST_RATE);
        return rate < LEAST_RATE ? finest : (int) Math.max(finest, Math.min(rate, MOST_RATE));
    }

    /** Returns whether a growth was followed so far that no container of an ordinary size still fills up. */
    boolean isConfirmed(Growth growth, List<Growth> growing, Series series) {
        return series.top() >= NEARLY * growth.followed().least() / Entries.of(growth, growing);
    }

    /**
     * Returns whether a growth was followed as far as can be afforded.
     *
     * @param seconds what an operation takes where every object is recorded
     */
    boolean isEnough(Growth growth, List<Growth> growing, Series series, double seconds) {
        double affordable = Math.min(wanted(growth, growing, seconds), room(series));
        boolean wholeOperations = series.top() + series.calls() > affordable; // each call cannot have one more
        return wholeOperations || series.top() >= NEARLY * affordable || isConfirmed(growth, growing, series);
    }

    private double wanted(Growth growth, List<Growth> growing, double seconds) {
        Resource.Followed scale = growth.followed();
        double entries = Entries.of(growth, growing);
        double ample = Math.min(scale.ample() / entries, budget / seconds);
        double least = Math.min(scale.least() / entries, SeriesSchedule.FOLLOWED * budget / seconds);
        return Math.max(ample, least);
    }

    /** Returns how many operations the system has room for, if each keeps what those of a series have kept. */
    double room(Series series) {
        Snapshot first = series.checkpoints().get(0);
        double opened = each(series, s -> s.total(Resource.OPEN_FILES)) * (series.before() + series.each());
        Room room = Room.ofSystem(Room.freeFiles(first) + opened);
        double all = Math.min(most, room.operations(resource -> each(series, s -> s.total(resource))));
        double atWork = each(series, SeriesSize::atWork);
        return atWork > 0 ? Math.min(all, Room.AT_WORK / atWork) : all;
    }

    private static double atWork(Snapshot sample) {
        return sample.goroutines().stream()
                .filter(GoroutineCount::isAtWork)
                .mapToDouble(GoroutineCount::count)
                .sum();
    }

    private static double each(Series series, ToDoubleFunction<Snapshot> total) {
        Snapshot first = series.checkpoints().get(0);
        double more = total.applyAsDouble(series.last()) - total.applyAsDouble(first);
        return more < FEW ? 0 : more / (series.top() - series.each());
    }
}
