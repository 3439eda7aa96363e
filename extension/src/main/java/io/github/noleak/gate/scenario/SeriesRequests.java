package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.Settings;
import io.github.noleak.gate.Processes;
import io.github.noleak.go.run.RunRequest;
import io.github.noleak.go.run.SeriesRequest;
import io.github.noleak.judge.Room;
import io.github.noleak.judge.SeriesPlan;
import io.github.noleak.judge.SeriesSchedule;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.service.Settling;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Says to a process how the judge wants its series. */
@API(status = INTERNAL, since = "0.1")
public final class SeriesRequests {

    private static final double NANOS = 1e9;

    /** A first operation that is at work for so long is tried again with few of its objects recorded. */
    private static final Duration SLOW_START = Duration.ofSeconds(15);

    private SeriesRequests() {}

    /** Returns the request for benchmarks that share a process. */
    public static SeriesRequest together(Settings settings) {
        return together(schedule(settings), 1, settings);
    }

    /** Returns the request for the benchmarks of a function which sets up for long, once for all of them. */
    public static SeriesRequest sharingSetUp(Settings settings, int profileRate) {
        return together(schedule(settings).settingUpFor(settings.timeout().toNanos() / NANOS), profileRate, settings);
    }

    private static SeriesRequest together(SeriesSchedule schedule, int profileRate, Settings settings) {
        return request(
                schedule,
                schedule.calls(),
                schedule.shared(),
                0,
                profileRate,
                false,
                false,
                none(),
                null,
                settings.timeout(),
                settings);
    }

    /** Returns the request for one benchmark in a process of its own. */
    static SeriesRequest alone(Settings settings, SeriesPlan plan) {
        return alone(settings, plan, false);
    }

    /** Returns the request for one call of one benchmark. */
    static SeriesRequest within(Settings settings, SeriesPlan plan) {
        return alone(settings, plan, true);
    }

    private static SeriesRequest alone(Settings settings, SeriesPlan plan, boolean within) {
        SeriesSchedule schedule = schedule(settings).ofItsOwn();
        Settling rest = plan.policy() == SettlePolicy.QUICK ? none() : Processes.settling(plan.policy(), settings);
        Duration patience = settings.timeout();
        if (plan.seconds() > 0) {
            patience = rest.ceiling()
                    .plus(duration(Processes.LEAST_PATIENCE_SECONDS + RunRequest.SLOWER * plan.seconds()));
        }
        return request(
                schedule,
                plan.calls(),
                schedule.alone(),
                plan.operations(),
                plan.profileRate(),
                true,
                within,
                rest,
                within ? null : plan.slowly(),
                patience,
                settings);
    }

    private static SeriesSchedule schedule(Settings settings) {
        return SeriesSchedule.of(settings.budget().toNanos() / NANOS);
    }

    private static Settling none() {
        return new Settling(Duration.ZERO, Duration.ZERO, false);
    }

    private static SeriesRequest request(
            SeriesSchedule schedule,
            int calls,
            Room room,
            long operations,
            int profileRate,
            boolean alone,
            boolean within,
            Settling rest,
            SeriesPlan.@Nullable Slowly slowly,
            Duration patience,
            Settings settings) {
        Duration timeout = settings.timeout().plus(rest.ceiling());
        Settling settling = Processes.settling(SettlePolicy.QUICK, settings);
        return new SeriesRequest(
                calls,
                schedule.few(),
                schedule.depth(),
                schedule.shallow(),
                duration(schedule.leisure()),
                duration(schedule.longest()),
                duration(schedule.slowly()),
                duration(schedule.most()),
                duration(schedule.setUp()),
                room.byKey(),
                operations,
                profileRate,
                alone,
                within,
                settling.quiet(),
                settling.ceiling(),
                rest.quiet(),
                rest.ceiling(),
                slowly == null ? 0 : slowly.calls(),
                duration(slowly == null ? 0 : slowly.pause()),
                profileRate == 1 ? shorter(SLOW_START, settings.timeout()) : settings.timeout(),
                patience,
                patience.compareTo(timeout) > 0 ? patience : timeout);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * NANOS));
    }
}
