package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.Annotations;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.config.Settings;
import io.github.noleak.go.BuildSettings;
import io.github.noleak.go.ModuleListing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DynamicTest;

/** Makes a dynamic test of each benchmark of a Go module, so that a module is gated without a line of Java. */
@API(status = INTERNAL, since = "0.1")
public final class ModuleBenchmarks {

    private ModuleBenchmarks() {}

    /**
     * Returns a test for each benchmark; closing the stream, as JUnit does, writes the report.
     *
     * @param directory the directory of {@code go.mod}: from the Maven module's directory, or absolute
     */
    public static Stream<DynamicTest> of(String directory) {
        Session session = new Session(new Settings(key -> Optional.ofNullable(System.getProperty(key))));
        try {
            ScenarioSettings.check(Annotations.none(), session.settings());
            BuildSettings build =
                    session.buildSettings(directory, session.settings().tags(), Map.of(), List.of());
            ModuleListing module = session.module(build);
            return module.packages().stream()
                    .flatMap(p -> p.functions().stream()
                            .filter(f -> f.startsWith("Benchmark"))
                            .map(p::scenario))
                    .map(id -> DynamicTest.dynamicTest(id, () -> gate(session, id, build)))
                    .onClose(session::close);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static void gate(Session session, String id, BuildSettings build) {
        Gate gate = new Gate(session, Progress.ofOne());
        gate.enforce(gate.run(id, () -> build, Annotations.none(), ModuleBenchmarks.class.getSimpleName()));
    }
}
