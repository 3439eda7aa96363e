package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.Series;
import io.github.noleak.measure.Snapshot;
import org.apiguardian.api.API;

/**
 * How far a series goes.
 *
 * @param calls the calls that are noted, of which the first warms up
 * @param few the calls of what takes too long for so many
 * @param depth the operations of all of them that are deep enough
 * @param shallow those that are still worth more time
 * @param leisure the seconds for more operations than are needed
 * @param longest the seconds for the least that are worth it
 * @param slowly the seconds for what can have no more than a few
 * @param most the seconds that a line through all calls is worth, where each of them is one operation
 * @param setUp what takes so many seconds before its first operation is over is not called in series
 * @param shared what a process may keep of each of several benchmarks: more would make each collection slow for those that
 *     follow
 * @param alone what it may keep of the only one in its first series, so that a second one has room for four times as much
 */
@API(status = INTERNAL, since = "0.1")
public record SeriesSchedule(
        int calls,
        int few,
        long depth,
        long shallow,
        double leisure,
        double longest,
        double slowly,
        double most,
        double setUp,
        Room shared,
        Room alone) {

    /** One object lost in 1,000 operations shows as 24 more after this many than after a quarter of them. */
    static final long DEPTH = 32_000;

    /** The least depth that is still worth the whole budget: the same leak shows as 7 or 8. */
    static final long SHALLOW = 10_000;

    /** The part of the budget that goes into more depth than is needed, */
    static final double AT_LEISURE = 0.2;

    /** that goes into the least depth, where that can be had, */
    static final double AT_MOST = 0.5;

    /** and that is spent where no more than frequent leaks can be found in any case. */
    static final double SLOWLY = 0.25;

    /** What the first look costs, in operations of its largest run. */
    static final double LOOK = 1.75;

    /** The part of the budget that a process may take to follow a growth. */
    static final double FOLLOWED = 4;

    /** A line through seven points beside the one that warms up: halves of three can still be told apart. */
    static final int CALLS = 8;

    /** A second series is so many times larger, if it is as large as the system has room for. */
    private static final int SECOND = 4;

    /** Calls that find out what an operation takes: 16, 128, 1,024 and 8,192 operations. */
    private static final int RAMP = 4;

    /** Chosen so that the collections of those that follow, several for each call, stay short; it decides no verdict. */
    private static final long BYTES = 16 << 20;

    /** Chosen so that the stacks of all goroutines, which each collection and checkpoint reads, stay few; it decides no verdict. */
    private static final int ALIVE = 200;

    /**
     * Returns the schedule of a process of its own, which has the time that processes of N, 2N and 4N operations would take
     * together, and not just the last of them.
     */
    public SeriesSchedule ofItsOwn() {
        return new SeriesSchedule(
                calls, few, depth, shallow, LOOK * leisure, LOOK * longest, LOOK * slowly, most, setUp, shared, alone);
    }

    /** Returns how many operations of all calls are deep enough, by the seconds that one takes. */
    public double depth(double seconds) {
        if (leisure / seconds >= shallow) {
            return Math.min((double) depth, leisure / seconds);
        }
        return longest / seconds >= shallow ? shallow : slowly / seconds;
    }

    /** Returns how many operations a process has room for, by what one and some of them have kept. */
    public double room(Snapshot one, Snapshot some) {
        double more = some.runPlan().totalOperations() - one.runPlan().totalOperations();
        return alone.operations(resource -> Math.max(0, some.total(resource) - one.total(resource)) / more);
    }

    /** Returns the same where no set-up is too long that takes less than so many seconds. */
    public SeriesSchedule settingUpFor(double seconds) {
        return new SeriesSchedule(calls, few, depth, shallow, leisure, longest, slowly, most, seconds, shared, alone);
    }

    /** Returns the seconds of the largest run that a part of the budget is for. */
    static double seconds(double part, double budget) {
        return part * budget / LOOK;
    }

    /** Returns the schedule for scenarios each of which may take so many seconds where nothing grows. */
    public static SeriesSchedule of(double budget) {
        double longest = seconds(AT_MOST, budget);
        return new SeriesSchedule(
                CALLS,
                Series.FEW,
                DEPTH,
                SHALLOW,
                seconds(AT_LEISURE, budget),
                longest,
                seconds(SLOWLY, budget),
                FOLLOWED * budget,
                longest / (CALLS + RAMP),
                Room.shared(BYTES, ALIVE),
                Room.part(SECOND));
    }
}
