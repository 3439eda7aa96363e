package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.Settings;
import io.github.noleak.go.run.RunRequest;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.service.Settling;
import java.time.Duration;
import org.apiguardian.api.API;

/** How long processes are waited for. */
@API(status = INTERNAL, since = "0.1")
public final class Processes {

    private static final Duration QUICK_QUIET = Duration.ofMillis(20);
    private static final Duration QUICK_CEILING = Duration.ofMillis(500);
    private static final Duration CAREFUL_CEILING = Duration.ofSeconds(15);
    private static final int LASTING = 10;

    public static final double LEAST_PATIENCE_SECONDS = 4;

    /** One operation that takes so long is tried again with few of its objects recorded. */
    private static final Duration SLOW_START = Duration.ofSeconds(15);

    private Processes() {}

    /** Returns how long one operation may be at work; what is tried again has less patience than the timeout. */
    static Duration probing(RunPlan runPlan, Duration timeout) {
        return runPlan.profileRate() == 1 && SLOW_START.compareTo(timeout) < 0 ? SLOW_START : timeout;
    }

    /** Returns how long a process that is measured with some care is waited for. */
    public static Settling settling(SettlePolicy policy, Settings settings) {
        Duration quiet = switch (policy) {
            case QUICK -> QUICK_QUIET;
            case PATIENT -> settings.settle();
            case LASTING -> settings.settle().multipliedBy(LASTING);
        };
        boolean careful = policy != SettlePolicy.QUICK;
        return new Settling(quiet, careful ? quiet.plus(CAREFUL_CEILING) : QUICK_CEILING, careful);
    }

    public static RunRequest request(RunPlan runPlan, boolean verbose, Settings settings) {
        Settling settling = settling(runPlan.policy(), settings);
        Duration ceiling = settling.ceiling();
        double patience = LEAST_PATIENCE_SECONDS + RunRequest.SLOWER * runPlan.expectedSeconds();
        return new RunRequest(
                runPlan.operations(),
                runPlan.repeats(),
                runPlan.profileRate(),
                settling.quiet(),
                ceiling,
                verbose ? probing(runPlan, settings.timeout()) : ceiling.plusMillis((long) (patience * 1000)),
                settings.timeout().plus(ceiling),
                verbose);
    }
}
