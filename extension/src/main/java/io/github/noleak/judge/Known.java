package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What a judge goes by besides the limits: the record of the scenario, and how to read it.
 *
 * @param scenario what is on record
 * @param platform what the scenario runs on now
 * @param today decides whether a known leak is past its date
 * @param strict whether a known leak that is gone fails the scenario
 * @param source the name of the file, for what people read
 */
@API(status = INTERNAL, since = "0.1")
public record Known(KnownScenario scenario, Platform platform, LocalDate today, boolean strict, String source) {

    /** Returns a record of nothing. */
    public static Known nothing() {
        Platform nowhere = new Platform("", "");
        return new Known(new KnownScenario(nowhere, Map.of(), List.of()), nowhere, LocalDate.EPOCH, false, "");
    }

    /** Returns whether nothing is on record. */
    public boolean isNothing() {
        return scenario.isEmpty();
    }

    /** Returns the same with another record. */
    public Known with(KnownScenario other) {
        return new Known(other, platform, today, strict, source);
    }

    /** Returns the same without what is on record of allocations. */
    Known leaksAlone() {
        return with(new KnownScenario(scenario.platform(), Map.of(), scenario.leaks()));
    }

    /** Returns whether the allocations on record may be held against those measured now. */
    boolean comparable() {
        return platform.equals(scenario.platform());
    }
}
