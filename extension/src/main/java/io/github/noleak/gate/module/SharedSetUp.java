package io.github.noleak.gate.module;

import io.github.noleak.gate.Session;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.SubBenchmarks;
import io.github.noleak.judge.SeriesJudge;

/** Has the sub-benchmarks of a function that takes long to set up called in one process, which sets up once for all of them. */
record SharedSetUp(Session session, TestBinary binary, ScenarioName function) {

    /** The seconds from which on setting up costs more than all else. */
    private static final double LONG = 2;

    private static final int FEWEST = 3;

    /** Recording so many objects takes some ten seconds. */
    private static final long MANY_OBJECTS = 4_000_000;

    /** Returns their series; none where each is better called alone. */
    Sweep look(SubBenchmarks.Listing listing) {
        Findings seen = listing.seen();
        if (seen == null || listing.leaves().size() < FEWEST || listing.setup() < LONG) {
            return Sweep.none();
        }
        int profileRate = seen.allocated() > MANY_OBJECTS ? SeriesJudge.COARSE : 1;
        return Sweep.ofSiblings(session, binary, function.function(), profileRate);
    }
}
