package io.github.noleak.judge;

import io.github.noleak.measure.Amount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Totals;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A service without chance: each round takes as long as another, and one line keeps as many objects more. */
record RegularService(Frame line) {

    /** Returns eight rounds, each of so many seconds, calls and objects. */
    Series rounds(double seconds, long calls, int objects) {
        return new Series(
                0,
                IntStream.rangeClosed(1, 8)
                        .mapToObj(i -> sample(i * calls, i * seconds, i * objects))
                        .toList(),
                null,
                List.of());
    }

    Snapshot sample(long calls, double seconds, int objects) {
        return new Snapshot(
                new RunPlan(calls, 1, SettlePolicy.QUICK, 1, 0),
                seconds,
                0,
                true,
                new HeapSnapshot(Map.of(new CallStack(List.of(line)), new Amount(objects, 48.0 * objects)), 0),
                List.of(),
                Totals.of(9, 8, 7),
                1024,
                List.of());
    }
}
