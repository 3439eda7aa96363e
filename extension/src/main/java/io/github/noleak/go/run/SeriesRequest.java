package io.github.noleak.go.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * How the benchmarks of a process are called in series.
 *
 * @param calls the calls that are noted
 * @param few the calls of what takes too long for so many
 * @param depth the operations of all of them that are deep enough
 * @param shallow those that are still worth more time
 * @param leisure the time for more operations than are needed
 * @param longest the time for the least that are worth it
 * @param slowly the time for what can have no more than a few
 * @param most the time for a line through all calls, where each of them is one operation
 * @param setUp what takes longer before its first operation is over is not called again
 * @param room how much the process may keep of one benchmark, of each resource
 * @param operations those of each call that is noted; 0 where the process finds out how many are deep enough
 * @param profileRate the bytes between two samples of the heap
 * @param alone whether there is one benchmark only, which may use all the room that there is
 * @param within whether the checkpoints are made within one call, after so many operations of it each
 * @param quiet how long nothing may fall before all counts as settled
 * @param ceiling when to stop waiting for that
 * @param rest the same after the last call, for a further look; zero for none
 * @param restCeiling when to stop waiting for that
 * @param slowCalls how many calls of one operation follow
 * @param pause how much time passes before each of them
 * @param first how long the first operation may be at work
 * @param patience how long a call may be at work before it is too slow
 * @param timeout when a process that is blocked has hung
 */
@API(status = INTERNAL, since = "0.1")
public record SeriesRequest(
        int calls,
        int few,
        long depth,
        long shallow,
        Duration leisure,
        Duration longest,
        Duration slowly,
        Duration most,
        Duration setUp,
        Map<String, Long> room,
        long operations,
        int profileRate,
        boolean alone,
        boolean within,
        Duration quiet,
        Duration ceiling,
        Duration rest,
        Duration restCeiling,
        int slowCalls,
        Duration pause,
        Duration first,
        Duration patience,
        Duration timeout) {

    /** Copies the map. */
    public SeriesRequest {
        room = Map.copyOf(room);
    }

    /** Tells the Go runtime what it is to do otherwise. */
    static final String DEBUG = "GODEBUG";

    private static final String STOPPED = "gcstoptheworld=1";

    /** Returns whether it is looked at what grows within a call: what more calls show is no news after that. */
    boolean looks() {
        return profileRate == 1 && !within && rest.isZero() && slowCalls == 0;
    }

    /**
     * Returns what the gate is told for that.
     *
     * @param before what the runtime is told by others
     */
    Map<String, String> looking(String before) {
        // What is allocated during a collection would count as in use.
        return Map.of(
                "NOLEAK_SERIES_LOOKS",
                "on",
                "NOLEAK_SERIES_DEBUG",
                before,
                DEBUG,
                before.isEmpty() ? STOPPED : before + "," + STOPPED);
    }

    /** Returns what the gate is told. */
    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("NOLEAK_SERIES_CALLS", String.valueOf(calls)),
                Map.entry("NOLEAK_SERIES_FEW", String.valueOf(few)),
                Map.entry("NOLEAK_SERIES_DEPTH", String.valueOf(depth)),
                Map.entry("NOLEAK_SERIES_SHALLOW", String.valueOf(shallow)),
                Map.entry("NOLEAK_SERIES_LEISURE", text(leisure)),
                Map.entry("NOLEAK_SERIES_TIME", text(longest)),
                Map.entry("NOLEAK_SERIES_SLOWLY", text(slowly)),
                Map.entry("NOLEAK_SERIES_MOST", text(most)),
                Map.entry("NOLEAK_SERIES_SETUP", text(setUp)),
                Map.entry("NOLEAK_SERIES_ROOM", amounts(room)),
                Map.entry("NOLEAK_SERIES_CALL", String.valueOf(operations)),
                Map.entry("NOLEAK_SERIES_ALONE", alone ? "on" : "off"),
                Map.entry("NOLEAK_SERIES_WITHIN", within ? "on" : "off"),
                Map.entry("NOLEAK_SERIES_REST", text(rest)),
                Map.entry("NOLEAK_SERIES_REST_MAX", text(restCeiling)),
                Map.entry("NOLEAK_SERIES_SLOW", String.valueOf(slowCalls)),
                Map.entry("NOLEAK_SERIES_PAUSE", text(pause)),
                Map.entry("NOLEAK_GATE_QUIET", text(quiet)),
                Map.entry("NOLEAK_GATE_MAX", text(ceiling)));
    }

    private static String amounts(Map<String, Long> amounts) {
        return amounts.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static String text(Duration duration) {
        return duration.toNanos() + "ns";
    }
}
