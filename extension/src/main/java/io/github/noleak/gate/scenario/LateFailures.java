package io.github.noleak.gate.scenario;

import io.github.noleak.Verdict;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Stopped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What processes fail with once they are measured, as those of code do that looks for leaks by itself.
 *
 * <p>Growth explains it. Without growth it is an error, unless it comes by chance: some checks count goroutines that are
 * about to end.
 */
final class LateFailures {

    private final List<Stopped> failures = new ArrayList<>();
    private int measured;

    synchronized void take(RunPlan runPlan, RunResult result) {
        measured += result.measured().isPresent() ? 1 : 0;
        if (result instanceof RunResult.FailedLater failed) {
            failures.add(Snapshots.stopped(runPlan, failed.failure()));
        }
    }

    /** Notes a series; the failure is null where its process ended well. */
    synchronized void take(@Nullable Stopped failure) {
        measured++;
        if (failure != null) {
            failures.add(failure);
        }
    }

    synchronized Conclusion appliedTo(Conclusion conclusion) {
        if (failures.isEmpty()
                || conclusion.verdict() != Verdict.CLEAN
                || !conclusion.leaks().isEmpty()) {
            return conclusion;
        }
        Stopped last = failures.get(failures.size() - 1);
        return failures.size() == measured
                ? Conclusion.of(last)
                : conclusion.noting(
                        List.of("%d of %d processes %s.".formatted(failures.size(), measured, last.headline())));
    }
}
