package io.github.noleak.junit;

import io.github.noleak.LeakProbe;
import io.github.noleak.LeakReport;
import io.github.noleak.diagnosis.Diagnostics;
import io.github.noleak.go.GoException;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.report.ProfileFiles;
import io.github.noleak.report.Reports;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** Calls a test method in rounds, and makes a report of what the service then keeps. */
record Workload(
        LiveService service,
        Watch watch,
        Reports reports,
        ProfileFiles profiles,
        Gate gate,
        String directory,
        String test) {

    /** What became of the rounds: a report, and what the test is to fail with in its place. */
    private record Outcome(LeakReport report, @Nullable Throwable thrown) {}

    /**
     * Runs all rounds.
     *
     * @throws Throwable what a call threw, as it is
     */
    LeakReport run(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method) throws Throwable {
        long started = System.nanoTime();
        Outcome outcome;
        try (Activity activity = gate.session().heartbeat().begin(reports.scenario())) {
            watch.shownBy(activity);
            outcome = outcome(invocation, method, started);
        }
        gate.tell(outcome.report(), directory, test, started);
        if (outcome.thrown() != null) {
            throw outcome.thrown();
        }
        return outcome.report();
    }

    private Outcome outcome(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, long started) {
        HangRescue rescue = new HangRescue(
                service, watch, reports, last -> gate.tell(last, directory, test, started), method.getExecutable());
        try {
            service.workload().lockInterruptibly();
            try {
                rescue.run(dog -> call(invocation, method, dog));
            } finally {
                service.workload().unlock();
            }
        } catch (Throwable e) {
            return rescue.report(e).map(Workload::verdict).orElseGet(() -> thrown(e));
        }
        return rescue.report(null).map(Workload::verdict).orElseGet(this::concluded);
    }

    private static Outcome verdict(LeakReport report) {
        return new Outcome(report, null);
    }

    private void call(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, Watchdog dog)
            throws Throwable {
        watch.guardedBy(dog);
        if (Arrays.asList(method.getExecutable().getParameterTypes()).contains(LeakProbe.class)) {
            watch.countsCalls();
            invocation.proceed();
        } else {
            inRounds(invocation, method);
        }
    }

    private void inRounds(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method) throws Throwable {
        Object target = method.getTarget().orElse(null);
        Object[] arguments = method.getArguments().toArray();
        boolean first = true;
        while (watch.nextRound()) {
            for (long i = 0; i < watch.iterations(); i++) {
                watch.callBegins();
                if (first) {
                    first = false;
                    invocation.proceed(); // once, as JUnit wants it
                } else {
                    ReflectionSupport.invokeMethod(method.getExecutable(), target, arguments);
                }
                watch.called(i + 1);
            }
        }
    }

    /** Reports what ended the rounds early: a test's own exception is what the test fails with. */
    private Outcome thrown(Throwable e) {
        if (e instanceof TestAbortedException) {
            return new Outcome(reports.ofSkip(String.valueOf(e.getMessage())), e);
        }
        Optional<GoException> death = service.death();
        if (death.isPresent()) {
            return verdict(Failures.report(reports, death.get()));
        }
        if (e instanceof GoException || watch.hasThrown(e)) {
            return verdict(Failures.report(reports, e));
        }
        String what = e instanceof InterruptedException ? "the workload was interrupted: " : "the workload failed: ";
        return new Outcome(reports.ofError(what + e, List.of()), e);
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
        Asking asking = new Asking();
        Diagnostics diagnostics = watch.diagnostics(conclusion, asking);
        return reports.of(
                conclusion.noting(asking.notices()), service.sites(), diagnostics, profiles, watch.files(conclusion));
    }
}
