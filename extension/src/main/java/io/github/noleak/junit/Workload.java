package io.github.noleak.junit;

import io.github.noleak.LeakProbe;
import io.github.noleak.LeakReport;
import io.github.noleak.go.GoException;
import io.github.noleak.report.ProfileFiles;
import io.github.noleak.report.Reports;
import io.github.noleak.report.Witnesses;
import io.github.noleak.verdict.Conclusion;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /**
     * Runs all rounds.
     *
     * @throws Throwable what a call threw, as it is
     */
    LeakReport run(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method) throws Throwable {
        long started = System.nanoTime();
        service.workload().lock();
        try {
            if (Arrays.asList(method.getExecutable().getParameterTypes()).contains(LeakProbe.class)) {
                invocation.proceed();
            } else {
                inRounds(invocation, method);
            }
            return told(concluded(), started);
        } catch (GoException e) {
            return told(service.death().orElse(e), started);
        } catch (TestAbortedException e) {
            told(reports.ofSkip(String.valueOf(e.getMessage())), started);
            throw e;
        } catch (Hang e) {
            return told(hung(e), started);
        } catch (Throwable e) {
            Optional<GoException> death = service.death();
            if (death.isEmpty()) {
                told(reports.ofError("the workload failed: " + e, List.of()), started);
                throw e;
            }
            return told(death.get(), started);
        } finally {
            service.workload().unlock();
        }
    }

    private void inRounds(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method) throws Throwable {
        Object target = method.getTarget().orElse(null);
        Object[] arguments = method.getArguments().toArray();
        boolean first = true;
        List<String> blocked = new CopyOnWriteArrayList<>();
        while (watch.nextRound()) {
            try (Watchdog dog = new Watchdog(watch.patience(), () -> blocked.addAll(service.blocked()))) {
                for (long i = 0; i < watch.iterations(); i++) {
                    dog.next();
                    call(first ? invocation : null, method, target, arguments, dog, blocked);
                    first = false;
                    watch.called(i + 1);
                }
            }
        }
    }

    private static void call(
            @Nullable Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            @Nullable Object target,
            Object[] arguments,
            Watchdog dog,
            List<String> blocked)
            throws Throwable {
        try {
            if (invocation != null) {
                invocation.proceed(); // once, as JUnit wants it
            } else {
                ReflectionSupport.invokeMethod(method.getExecutable(), target, arguments);
            }
        } catch (Throwable e) {
            if (dog.barked()) {
                throw new Hang(e, blocked);
            }
            throw e;
        }
    }

    /** A call was interrupted because it did not come back. */
    private static final class Hang extends Exception {

        private static final long serialVersionUID = 1;

        private final transient List<String> blocked;

        Hang(Throwable cause, List<String> blocked) {
            super(cause);
            this.blocked = blocked;
        }
    }

    private LeakReport hung(Hang hang) {
        List<String> details = new ArrayList<>(hang.blocked);
        details.add("The call was interrupted, and threw " + hang.getCause());
        return reports.of(
                watch.hung(
                        "a call did not come back in %.1f s (noleak.timeout)"
                                .formatted(watch.patience().toMillis() / 1e3),
                        details),
                service.sites());
    }

    private LeakReport concluded() {
        return watch.conclusion()
                .map(this::told)
                .orElseGet(() -> reports.ofError(
                        "the workload ended before its rounds did",
                        List.of("Expected: while (probe.nextRound()) { … }, up to the end.")));
    }

    private LeakReport told(Conclusion conclusion) {
        Asking asking = new Asking();
        Witnesses witnesses = watch.witnesses(conclusion, asking);
        return reports.of(
                conclusion.noting(asking.notices()), service.sites(), witnesses, profiles, watch.files(conclusion));
    }

    private LeakReport told(GoException e, long started) {
        return told(reports.ofError(e.headline(), e.details()), started);
    }

    private LeakReport told(LeakReport report, long started) {
        return gate.tell(report, directory, test, started);
    }
}
