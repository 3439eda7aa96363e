package io.github.noleak.diagnosis;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.Growth;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What is known of a leak beside its growth, where anybody could be asked.
 *
 * @param compiler why the values of a line are on the heap
 * @param runtime whether anything can still wake the goroutines of a leak
 * @param trace what an execution trace shows of them
 * @param holders the references from a root to what grows, as far as they are known
 */
@API(status = INTERNAL, since = "0.1")
public record Diagnostics(
        Function<Frame, Optional<String>> compiler,
        Function<GoroutineCount, Optional<Reachability>> runtime,
        Function<GoroutineCount, Optional<TracedWaits>> trace,
        Function<Growth, List<String>> holders) {

    /** Returns those of a leak that nobody could be asked about. */
    public static Diagnostics none() {
        return new Diagnostics(
                frame -> Optional.empty(),
                goroutines -> Optional.empty(),
                goroutines -> Optional.empty(),
                growth -> List.of());
    }

    /** Returns the same with what the compiler says. */
    public Diagnostics withCompiler(Function<Frame, Optional<String>> said) {
        return new Diagnostics(said, runtime, trace, holders);
    }

    /** Returns the same with what the runtime says. */
    public Diagnostics withRuntime(Function<GoroutineCount, Optional<Reachability>> said) {
        return new Diagnostics(compiler, said, trace, holders);
    }
}
