package io.github.noleak.gate.service;

import io.github.noleak.LeakReport;
import io.github.noleak.report.Reports;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a workload so that a hang has an end.
 *
 * <p>A service that was started here can be ended, so that a call of it comes back: its calls are made on the test's own
 * thread. Those of another may never come back, and are made on a thread that can be left behind.
 */
final class HangRescue implements Watchdog.Rescue {

    private final LiveService service;
    private final ServiceRun watch;
    private final Reports reports;
    private final Consumer<LeakReport> last;
    private final Method test;
    private final SeparateThread separate = new SeparateThread();
    private volatile @Nullable Watchdog dog;
    private volatile boolean left;

    /**
     * Creates one.
     *
     * @param last takes the report of a call that never comes back
     */
    HangRescue(LiveService service, ServiceRun watch, Reports reports, Consumer<LeakReport> last, Method test) {
        this.service = service;
        this.watch = watch;
        this.reports = reports;
        this.last = last;
        this.test = test;
    }

    /** The calls of a workload, and what has to know of each. */
    interface Calls {
        void make(Watchdog dog) throws Throwable;
    }

    void run(Calls calls) throws Throwable {
        if (service.isOurs()) {
            watched(calls);
        } else {
            left = !separate.run(() -> watched(calls));
        }
    }

    private void watched(Calls calls) throws Throwable {
        try (Watchdog watching = new Watchdog(this)) {
            dog = watching;
            calls.make(watching);
        }
    }

    /**
     * Returns the report of a hang, if there was one.
     *
     * @param thrown what the call threw in the end
     */
    Optional<LeakReport> report(@Nullable Throwable thrown) {
        Watchdog.Hang hang = dog == null ? null : dog.hang();
        return hang == null ? Optional.empty() : Optional.of(report(hang, ending(thrown)));
    }

    private LeakReport report(Watchdog.Hang hang, String ending) {
        List<String> details = new ArrayList<>(HangWords.details(hang, test));
        details.add(ending);
        return reports.of(watch.hung(HangWords.headline(hang, watch.underWay(), test), details), service.sites());
    }

    private String ending(@Nullable Throwable thrown) {
        if (left) {
            return "The call could not be interrupted, and the service is not NoLeak's to end: the thread was left"
                    + " behind. Set a read timeout in the client.";
        }
        boolean late = thrown == null || thrown instanceof Watchdog.Hung;
        String end = late ? " came back" : " threw " + thrown;
        return dog != null && dog.hasEndedService()
                ? "The call could not be interrupted: the service was ended, and the call" + end
                        + ". The next test gets a service that is started anew."
                : late ? "The call came back after that." : "The call was interrupted, and" + end;
    }

    @Override
    public List<String> look() {
        return service.blocked();
    }

    @Override
    public boolean mayEnd() {
        return service.isOurs();
    }

    @Override
    public void end() {
        service.end();
    }

    @Override
    public void giveUp(Watchdog.Hang hang) {
        if (!service.isOurs()) {
            separate.leave();
            return;
        }
        String stuck = "Neither an interrupt nor the end of the service has brought the call back: the test's thread"
                + " stays in it. End the JVM, and see that the call heeds one of them.";
        last.accept(report(hang, stuck));
    }
}
