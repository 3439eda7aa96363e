package io.github.noleak.gate.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.diagnosis.Diagnostics;
import io.github.noleak.gate.Activity;
import io.github.noleak.gate.Failures;
import io.github.noleak.gate.scenario.BestEffort;
import io.github.noleak.gate.scenario.Gate;
import io.github.noleak.go.GoException;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.report.ProfileFiles;
import io.github.noleak.report.Reports;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Calls a test method in rounds, and makes a report of what the service then keeps. */
@API(status = INTERNAL, since = "0.1")
public record Workload(
        LiveService service,
        ServiceRun watch,
        Reports reports,
        ProfileFiles profiles,
        Gate gate,
        String directory,
        String test) {

    /** The calls of the service that a test makes. */
    public interface Calls {

        /** Returns the method that makes them. */
        Method method();

        /** Returns whether the method makes rounds of calls by itself, which asks for how many. */
        boolean countsItself();

        /** Runs the method. */
        void make() throws Throwable;

        /** Returns whether what it throws says that it wants to be skipped. */
        boolean isSkip(Throwable thrown);
    }

    /** What became of the rounds: a report, and what the test is to fail with in its place. */
    private record Outcome(LeakReport report, @Nullable Throwable thrown) {}

    /**
     * Runs all rounds.
     *
     * @throws Throwable what a call threw, as it is
     */
    public LeakReport run(Calls calls) throws Throwable {
        long started = System.nanoTime();
        Outcome outcome;
        try (Activity activity = gate.session().heartbeat().begin(reports.scenario())) {
            watch.shownBy(activity);
            outcome = outcome(calls, started);
        }
        gate.tell(outcome.report(), directory, test, started);
        if (outcome.thrown() != null) {
            throw outcome.thrown();
        }
        return outcome.report();
    }

    private Outcome outcome(Calls calls, long started) {
        HangRescue rescue = new HangRescue(
                service, watch, reports, last -> gate.tell(last, directory, test, started), calls.method());
        try {
            service.workload().lockInterruptibly();
            try {
                rescue.run(dog -> call(calls, dog));
            } finally {
                service.workload().unlock();
            }
        } catch (Throwable e) {
            return rescue.report(e).map(this::hung).orElseGet(() -> thrown(calls, e));
        }
        return rescue.report(null).map(this::hung).orElseGet(this::concluded);
    }

    /** A leak that is certain outranks what comes after it. */
    private Outcome hung(LeakReport hang) {
        return soaked("a call did not come back", null, false).orElseGet(() -> verdict(hang));
    }

    private static Outcome verdict(LeakReport report) {
        return new Outcome(report, null);
    }

    private void call(Calls calls, Watchdog dog) throws Throwable {
        watch.guardedBy(dog);
        if (calls.countsItself()) {
            watch.countsCalls();
            calls.make();
        } else {
            inRounds(calls);
        }
    }

    private void inRounds(Calls calls) throws Throwable {
        try (Callers callers = new Callers(watch, calls::make, watch.callers())) {
            while (watch.nextRound()) {
                callers.round();
            }
        }
    }

    /** Reports what ended the rounds early: a test's own exception is what the test fails with. */
    private Outcome thrown(Calls calls, Throwable e) {
        if (calls.isSkip(e)) {
            return new Outcome(reports.ofSkip(String.valueOf(e.getMessage())), e);
        }
        Optional<GoException> death = service.death();
        if (death.isPresent()) {
            return soaked("the service ended", null, false)
                    .orElseGet(() -> verdict(Failures.report(reports, death.get())));
        }
        boolean interrupted =
                e instanceof InterruptedException || Thread.currentThread().isInterrupted();
        Optional<Outcome> soaked =
                soaked(interrupted ? "the test was interrupted" : "a call threw " + e, e, interrupted);
        if (soaked.isPresent()) {
            return soaked.get();
        }
        if (e instanceof GoException || watch.hasThrown(e)) {
            return verdict(Failures.report(reports, e));
        }
        String what = e instanceof InterruptedException ? "the workload was interrupted: " : "the workload failed: ";
        return new Outcome(reports.ofError(what + e, List.of()), e);
    }

    /**
     * Returns what a soak that was stopped has shown: a leak, or whatever it is.
     *
     * @param thrown what the test fails with besides; null where a leak is enough
     * @param whatever whether there is no other verdict than that
     */
    private Optional<Outcome> soaked(String what, @Nullable Throwable thrown, boolean whatever) {
        boolean interrupted = Thread.interrupted(); // what is asked now is answered
        try {
            return watch.stopped(what)
                    .filter(conclusion -> whatever || conclusion.verdict() == Verdict.LEAK)
                    .map(conclusion -> new Outcome(
                            told(conclusion), whatever && conclusion.verdict() == Verdict.LEAK ? null : thrown));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Outcome concluded() {
        try {
            return verdict(watch.conclusion()
                    .map(this::told)
                    .orElseGet(() -> reports.ofError(
                            "the workload ended before its rounds did",
                            List.of("Expected: while (probe.nextRound()) { … }, up to the end."))));
        } catch (RuntimeException | Error e) {
            return verdict(Failures.report(reports, e));
        }
    }

    private LeakReport told(Conclusion conclusion) {
        BestEffort asking = new BestEffort();
        Diagnostics diagnostics = watch.diagnostics(conclusion, asking);
        return watch.explained(
                reports,
                reports.of(
                        conclusion.noting(asking.notices()),
                        service.sites(),
                        diagnostics,
                        profiles,
                        watch.files(conclusion)));
    }
}
