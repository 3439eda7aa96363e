package io.github.noleak.junit;

import io.github.noleak.config.Settings;
import io.github.noleak.go.GoException;
import io.github.noleak.go.RunRequest;
import io.github.noleak.go.RunResult;
import io.github.noleak.go.ScenarioRun;
import io.github.noleak.service.Settling;
import io.github.noleak.verdict.Attempt;
import io.github.noleak.verdict.Care;
import io.github.noleak.verdict.Conclusion;
import io.github.noleak.verdict.Judge;
import io.github.noleak.verdict.Plan;
import io.github.noleak.verdict.Round;
import io.github.noleak.verdict.Step;
import io.github.noleak.verdict.Trial;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs what the judge asks for until it has decided. */
record Climb(ScenarioRun scenario, Settings settings, Places.Guest guest, Activity activity) {

    private static final Logger LOGGER = System.getLogger(Climb.class.getName());

    private static final Duration QUICK_QUIET = Duration.ofMillis(20);
    private static final Duration QUICK_CEILING = Duration.ofMillis(500);
    private static final Duration CAREFUL_CEILING = Duration.ofSeconds(15);
    private static final int LASTING = 10;

    static final double LEAST_PATIENCE_SECONDS = 4;

    private static final long ENDING_SECONDS = 5;

    /** One operation that takes so long is tried again with few of its objects recorded. */
    private static final Duration SLOW_START = Duration.ofSeconds(15);

    /** Goes on after some rounds, to which it adds. */
    Conclusion run(Judge judge, List<Round> rounds) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "noleak-run");
            thread.setDaemon(true);
            return thread;
        });
        LateFailures failures = new LateFailures();
        try {
            Step step = judge.next(rounds);
            while (step instanceof Step.RunAgain again) {
                rounds.add(round(again.plan(), places(rounds, settings.parallelism()), threads, failures));
                LOGGER.log(
                        Level.DEBUG,
                        () -> scenario.scenario().goName() + ": "
                                + rounds.get(rounds.size() - 1).summary());
                step = judge.next(rounds);
            }
            return failures.appliedTo(((Step.Decided) step).conclusion());
        } finally {
            end(threads);
        }
    }

    /** What still runs was interrupted: its processes are ended before anything is said. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns how many of the places for processes a process takes: one that was too slow at its first operation keeps
     * several processors busy while it sets up, as Go's garbage collector does in a heap that grows fast.
     */
    static int places(List<Round> rounds, int parallelism) {
        return !rounds.isEmpty() && rounds.get(0).isTooSlow() ? heavy(parallelism) : 1;
    }

    /** Returns how many of the places a process takes that sets up for long. */
    static int heavy(int parallelism) {
        return Math.max(1, parallelism / 2);
    }

    private Round round(Plan plan, int places, ExecutorService threads, LateFailures failures) {
        List<Future<Attempt>> running = new ArrayList<>();
        for (Trial trial : plan.trials()) {
            running.add(threads.submit(() -> attempt(trial, plan.purpose() == Plan.Purpose.PROBE, places, failures)));
        }
        List<Attempt> attempts = new ArrayList<>();
        for (Future<Attempt> attempt : running) {
            try {
                attempts.add(attempt.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GoException("Interrupted while " + scenario.scenario().goName() + " ran", List.of());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
        return new Round(plan, attempts);
    }

    private Attempt attempt(Trial trial, boolean verbose, int places, LateFailures failures)
            throws InterruptedException {
        Activity.Step waiting = activity.begin(waiting(places));
        try {
            guest.enter(places);
        } finally {
            waiting.close();
        }
        Activity.Step running = activity.begin(running(trial));
        try {
            RunResult result = scenario.run(request(trial, verbose, settings));
            failures.take(trial, result);
            return Samples.of(trial, result, scenario.binary().gatePackage());
        } finally {
            running.close();
            guest.leave(places);
        }
    }

    private String waiting(int places) {
        return "waiting for " + (places == 1 ? "one" : places) + " of " + guest.among()
                + " places for processes (noleak.parallelism)";
    }

    private static String running(Trial trial) {
        return String.format(
                Locale.ROOT,
                "running %,d operation%s%s",
                trial.totalOperations(),
                trial.totalOperations() == 1 ? "" : "s",
                trial.care() == Care.QUICK ? "" : " and letting them settle");
    }

    /** Returns how long one operation may be at work; what is tried again has less patience than the timeout. */
    static Duration probing(Trial trial, Duration timeout) {
        return trial.profileRate() == 1 && SLOW_START.compareTo(timeout) < 0 ? SLOW_START : timeout;
    }

    /** Returns how long a process that is measured with some care is waited for. */
    static Settling settling(Care care, Settings settings) {
        Duration quiet = switch (care) {
            case QUICK -> QUICK_QUIET;
            case PATIENT -> settings.settle();
            case LASTING -> settings.settle().multipliedBy(LASTING);
        };
        boolean careful = care != Care.QUICK;
        return new Settling(quiet, careful ? quiet.plus(CAREFUL_CEILING) : QUICK_CEILING, careful);
    }

    static RunRequest request(Trial trial, boolean verbose, Settings settings) {
        Settling settling = settling(trial.care(), settings);
        Duration ceiling = settling.ceiling();
        double patience = LEAST_PATIENCE_SECONDS + RunRequest.SLOWER * trial.expectedSeconds();
        return new RunRequest(
                trial.operations(),
                trial.repeats(),
                trial.profileRate(),
                settling.quiet(),
                ceiling,
                verbose ? probing(trial, settings.timeout()) : ceiling.plusMillis((long) (patience * 1000)),
                settings.timeout().plus(ceiling),
                verbose);
    }
}
