package io.github.noleak.judge;

import io.github.noleak.measure.Series;
import java.util.Optional;

/**
 * Chooses the rounds of the next series of a service: ever larger ones, as long as there is time and the system has room.
 *
 * @param budget the seconds that all rounds may take
 */
record ServiceSize(double budget, Visited visited) {

    /** One object lost in 300 calls is certain to show from the second round to the last, and one in 800 is likely to. */
    static final double DEPTH = 10_000;

    /** What takes so much of the time leaves enough for a rest, and for a series more than twice as large that confirms it. */
    static final double SHARE = 1 / 4.0;

    /** Returns the first round of all: N, 2N and 4N calls are made after two, four and eight, or after one, two and four. */
    static ServiceStep.Call first(long iterations) {
        return iterations % 2 == 1
                ? new ServiceStep.Call(iterations, Series.FEW - 1)
                : new ServiceStep.Call(iterations / 2, SeriesSchedule.CALLS - 1);
    }

    /** Returns a series for a service in which nothing grows; empty where it was called enough, or another would take too long. */
    Optional<ServiceStep> quiet() {
        double before = visited.latest().before() + visited.latest().top();
        return before >= DEPTH ? Optional.empty() : larger(DEPTH, affordable(SHARE * budget));
    }

    /** Returns a larger series that leaves time for another one, if that can be had, or else takes all of it. */
    Optional<ServiceStep> larger(double wanted) {
        double all = affordable(budget);
        boolean another = SHARE * all >= SeriesSize.SMALLER * SeriesSchedule.CALLS * round();
        return larger(wanted, another ? SHARE * all : all);
    }

    /** Returns how many calls there is time for in a series, up to some time. */
    private double affordable(double seconds) {
        Series latest = visited.latest();
        double call = latest.last().nanosPerOperation() / 1e9;
        double sample = Math.max(0, latest.secondsPerOperation() - call) * latest.top() / latest.calls();
        double left = seconds - visited.seconds() - SeriesSchedule.CALLS * sample;
        return left / Math.max(1e-9, call);
    }

    private Optional<ServiceStep> larger(double wanted, double affordable) {
        Series latest = visited.latest();
        double room = new SeriesSize(budget).room(latest) - latest.before() - latest.top();
        double another = SeriesSize.ANOTHER * round();
        double most = Math.min(affordable, room) / SeriesSchedule.CALLS;
        long each = (long) Math.min(Math.max(wanted / SeriesSchedule.CALLS, Math.ceil(another)), most);
        return each >= another ? Optional.of(new ServiceStep.Call(each, SeriesSchedule.CALLS - 1)) : Optional.empty();
    }

    /** Returns a few rounds of another size that confirm a growth; empty where they cannot have fewer calls. */
    Optional<ServiceStep> smaller() {
        long each = (long) (round() / SeriesSize.SMALLER);
        return each > 0 ? Optional.of(new ServiceStep.Call(each, Series.FEW - 1)) : Optional.empty();
    }

    /** Returns the calls of a round of the latest series, each of which may have others. */
    private double round() {
        return (double) visited.latest().top() / visited.latest().calls();
    }
}
