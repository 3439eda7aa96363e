package io.github.noleak.judge;

import io.github.noleak.measure.Series;
import java.util.Optional;

/**
 * Spreads the rounds of a service over a time that somebody has set: in few series, each of which takes twice as long as the
 * one before, so that there are as many samples of an hour as of a minute.
 *
 * @param seconds that time, from the first round on
 * @param paced whether calls come when they are asked for: those of another tool go on whatever the judge wants, so that what
 *     grows with time is not told from what grows with them
 */
record Soak(double seconds, boolean paced) {

    /** Returns what ends as soon as all is certain. */
    static Soak none() {
        return new Soak(0, true);
    }

    /** A container that fills in less than half of the time has filled before the last of them. */
    private static final int SERIES = 3;

    /** The parts of the time that all rounds have, if one has those of a round of the first series. */
    private static final double PARTS = SeriesSchedule.CALLS * (Math.pow(SeriesSize.ANOTHER, SERIES) - 1);

    /** Returns the first round of the next series; empty where there is none, as the time is over, or the room of the system. */
    Optional<ServiceStep> next(Visited visited) {
        if (visited.soaked() == SERIES) {
            return Optional.empty();
        }
        double each =
                visited.soaked() == 0 ? (seconds - visited.seconds()) / PARTS : SeriesSize.ANOTHER * visited.each();
        return each > 0 && hasRoom(visited.latest(), SeriesSchedule.CALLS * each)
                ? Optional.of(new ServiceStep.CallUntil(visited.seconds() + each, each, SeriesSchedule.CALLS - 1))
                : Optional.empty();
    }

    private static boolean hasRoom(Series latest, double seconds) {
        double calls = seconds / latest.secondsPerOperation();
        return latest.before() + latest.top() + calls <= new SeriesSize(seconds).room(latest);
    }

    /** Returns how long a service may be called slowly after that, to tell what grows with time: small growths show slowly. */
    double slowly() {
        return ServiceSize.SHARE * seconds;
    }
}
