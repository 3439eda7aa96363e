package io.github.noleak.gate.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Whoever has a module gated: chooses scenarios as they are found, and is told how each goes. Several threads call it at once.
 *
 * <p>Ids are whole, such as {@code cache.BenchmarkPut/small}. What stands for all of a package, where that does not build, has
 * the name of its directory.
 */
@API(status = INTERNAL, since = "0.1")
public interface ScenarioListener {

    /** Returns who asks, as a report has it. */
    String test();

    /** Returns whether nothing more is to be begun. */
    boolean isCancelled();

    /** Returns whether a function, or anything below it, may be chosen. */
    boolean choosesSomeOf(String function, String packageName);

    /** Returns whether a scenario, or what stands for its package, was chosen. */
    boolean chooses(String id, String packageName);

    /**
     * Returns whether filters let a scenario in.
     *
     * @param function the id of the function that the scenario is of
     */
    boolean admits(String id, String function);

    /** Notes that there is a scenario which is run elsewhere. */
    void met();

    /** Registers a scenario that is to be run. */
    Found found(String id);

    /** Has something reported that no filter may hide. */
    void always(String name, Supplier<LeakReport> gate);

    /** Tells a mistake in what was declared. */
    void fail(String name, RuntimeException mistake);

    /** Is told at the end that all was found: nothing at all is a mistake under this name. */
    void allFound(String name);

    /** A scenario that was registered. */
    @API(status = INTERNAL, since = "0.1")
    interface Found {

        /** Returns whether it has neither been started nor skipped. */
        boolean isOpen();

        void skip(String reason);

        /** Runs it from its start to its end, which is as its report says, or what the gate throws. */
        void run(Supplier<LeakReport> gate);
    }
}
