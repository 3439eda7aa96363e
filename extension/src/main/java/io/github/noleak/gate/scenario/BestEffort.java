package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.gate.Processes;
import io.github.noleak.gate.Session;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.RunRequest;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** Asks what can say more of a leak: what goes wrong there takes nothing from the leak, and is told beside it. */
@API(status = INTERNAL, since = "0.1")
public final class BestEffort {

    /** The bytes between two samples of a heap profile at which nobody looks: those that Go takes by itself. */
    private static final int FEW = 512 << 10;

    private final List<String> notices = new ArrayList<>();

    /**
     * Returns what is said.
     *
     * @param who stands in the notice if it cannot be asked
     * @param nothing what it says then
     */
    public <T> T ask(String who, T nothing, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            notices.add(who + " could not be asked about this: " + e.getMessage());
            return nothing;
        }
    }

    /** Returns what went wrong. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Returns a run of so many operations of which nobody wants the heap profile. */
    static RunPlan runPlan(long operations, RunPlan like) {
        return new RunPlan(operations, 1, SettlePolicy.PATIENT, FEW, like.expectedSeconds());
    }

    /** Returns the same, of which nobody wants the heap profile. */
    static RunPlan withFewSamples(RunPlan runPlan) {
        return new RunPlan(runPlan.operations(), runPlan.repeats(), runPlan.policy(), FEW, runPlan.expectedSeconds());
    }

    /** Runs a scenario once more in a place for processes. */
    static RunResult run(Session session, ScenarioRun scenario, RunPlan runPlan, RunRequest.Look look) {
        RunRequest request =
                Processes.request(runPlan, false, session.settings()).with(look);
        return session.inPlace(() -> scenario.run(request));
    }

    /** Runs a scenario once more, and looks at the process before it ends. */
    static RunResult run(Session session, ScenarioRun scenario, RunPlan runPlan, ScenarioRun.Onlooker onlooker) {
        RunRequest request = Processes.request(runPlan, false, session.settings());
        return session.inPlace(() -> scenario.run(request, onlooker));
    }

    /** Returns what a run found; nothing where it did not end well. */
    static Optional<Findings> findings(RunResult result) {
        return result.measured();
    }
}
