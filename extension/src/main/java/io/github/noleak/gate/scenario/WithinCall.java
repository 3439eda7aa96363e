package io.github.noleak.gate.scenario;

import io.github.noleak.Verdict;
import io.github.noleak.config.Choice;
import io.github.noleak.gate.Activity;
import io.github.noleak.gate.Session;
import io.github.noleak.go.GoException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.run.SeriesFindings;
import io.github.noleak.go.run.SeriesRequest;
import io.github.noleak.go.run.SeriesRun;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.SeriesJudge;
import io.github.noleak.judge.SeriesPlan;
import io.github.noleak.judge.SeriesSoFar;
import io.github.noleak.judge.SeriesStep;
import io.github.noleak.measure.ThreeSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Judges what grows over the operations of one call of a benchmark, by series of which each is one call.
 *
 * @param plain the binary in which nothing is counted
 * @param asked where it was said that growth within a call counts
 * @param raw takes the heaps of a leak
 */
record WithinCall(
        Session session, TestBinary plain, ScenarioName name, Choice asked, RawProfiles raw, Activity activity) {

    private static final String NOT_FOLLOWED = "What grows within a call could not be followed: %s (%s).";

    private static final String NO_CHECKPOINTS =
            "Go's testing package cannot be compiled with checkpoints here; expected: a toolchain of Go 1.19 to 1.27, such as"
                    + " -Dnoleak.go=/usr/local/go";

    private static final String UNCOUNTED =
            "its operations are not counted by b.Loop(), pb.Next(), \"i < b.N\" or \"range b.N\"; expected: one of these in"
                    + " the head of the loop, with b itself";

    private static final String SLOW = "it has no time for several operations; raise noleak.budget";

    /** Says why there is no series of one call. */
    private static final class Broken extends Exception {

        private static final long serialVersionUID = 1;

        Broken(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Returns what is concluded.
     *
     * @param otherwise judges calls by what they leave behind: it explains what fails
     */
    Conclusion run(SeriesJudge judge, Supplier<Conclusion> otherwise) {
        try {
            return run(judge).within(asked.source());
        } catch (Broken e) {
            Conclusion explained = otherwise.get();
            return explained.verdict() == Verdict.CLEAN
                    ? explained.inconclusive(List.of(NOT_FOLLOWED.formatted(e.getMessage(), asked.source())))
                    : explained;
        }
    }

    private Conclusion run(SeriesJudge judge) throws Broken {
        TestBinary counting = counting();
        SeriesSoFar soFar = SeriesSoFar.of(List.of());
        List<SeriesFindings> found = new ArrayList<>();
        SeriesStep step = judge.next(soFar);
        while (!(step instanceof SeriesStep.Decided)) {
            if (!(step instanceof SeriesStep.Run run)) {
                // Within a call there are no slow ones.
                soFar = step instanceof SeriesStep.CallSlowly ? soFar.andSlow(Optional.empty()) : soFar.anew();
                step = judge.next(soFar);
                continue;
            }
            SeriesFindings latest = findings(counting, run.plan());
            found.add(latest);
            soFar = soFar.and(Snapshots.series(latest, run.plan().profileRate(), counting.gatePackage())
                    .series()
                    .orElseThrow(() -> new Broken(
                            "the heap profile does not show what was planted, or runtime.MemProfileRate was changed")));
            step = judge.next(soFar);
        }
        Conclusion conclusion = ((SeriesStep.Decided) step).conclusion();
        ThreeSnapshots measured = conclusion.measured();
        if (measured != null && conclusion.verdict() == Verdict.LEAK) {
            found.forEach(series -> raw.keep(series, measured));
        }
        return conclusion;
    }

    private TestBinary counting() throws Broken {
        if (!plain.series()) {
            throw new Broken(NO_CHECKPOINTS);
        }
        try {
            return activity.during("building", () -> session.countingBinary(plain));
        } catch (GoException e) {
            throw new Broken("with its operations counted, " + e.headline() + ": " + String.join(" | ", e.details()));
        }
    }

    private SeriesFindings findings(TestBinary counting, SeriesPlan plan) throws Broken {
        SeriesRequest request = SeriesRequests.within(session.settings(), plan);
        SeriesRun.Result result = session.inPlace(() -> activity.during(
                "calling it once, with checkpoints",
                () -> new SeriesRun(session.workplace(), counting).findings(name, request)));
        if (result.series().size() != 1
                || !result.ended()
                || !result.announced().hasRun(name.goName())) {
            throw new Broken("the process did not come to its end, or called another benchmark");
        }
        SeriesFindings found = result.series().get(0);
        if (!found.name().equals(name.goName())) {
            throw new Broken("the process called " + found.name());
        }
        if (!found.isComplete()) {
            throw new Broken(why(found));
        }
        return found;
    }

    private static String why(SeriesFindings found) {
        return switch (found.ended()) {
            case "uncounted" -> UNCOUNTED;
            case "slow", "setup" -> SLOW;
            case "full" -> "one operation keeps more than there is room for";
            default -> "the call " + found.ended();
        };
    }
}
