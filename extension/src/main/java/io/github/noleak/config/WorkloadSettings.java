package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * How the workload of a service is called.
 *
 * @param callers how many calls of a round are under way at once
 * @param warmUp the calls before the first round that is judged; empty where nobody has said how many
 * @param soak how long it is called; empty where it is as long as it takes to be sure
 */
@API(status = INTERNAL, since = "0.1")
public record WorkloadSettings(int callers, Optional<Long> warmUp, Optional<Duration> soak) {

    /**
     * Resolves the settings.
     *
     * @throws ConfigurationException if one is not as it has to be
     */
    public static WorkloadSettings resolve(Annotations annotations, Settings settings) {
        return new WorkloadSettings(
                first(annotations, Declared::callers).orElse(1),
                first(annotations, Declared::warmUp).or(settings::warmUp),
                first(annotations, Declared::soak).or(settings::soak));
    }

    private static <T> Optional<T> first(Annotations annotations, Function<Declared, Optional<T>> member) {
        return Stream.of(annotations.onMethod(), annotations.onType())
                .flatMap(Optional::stream)
                .flatMap(declared -> member.apply(declared).stream())
                .findFirst();
    }
}
