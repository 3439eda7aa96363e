package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that stand on a scenario's method and on the class.
 *
 * @param method null where no method names the scenario
 * @param type null where the class has none
 */
@API(status = INTERNAL, since = "0.1")
public record Annotations(
        @Nullable Declared method, @Nullable Declared type) {

    /** Returns no annotations. */
    public static Annotations none() {
        return new Annotations(null, null);
    }

    /** Returns why an annotation exempts the scenario, whatever a file says. */
    public Optional<String> exemption() {
        return Stream.of(onMethod(), onType())
                .flatMap(Optional::stream)
                .flatMap(d -> d.exemption().stream())
                .findFirst();
    }

    Optional<Declared> onMethod() {
        return Optional.ofNullable(method);
    }

    Optional<Declared> onType() {
        return Optional.ofNullable(type);
    }
}
