package io.github.noleak.config;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.Optional;

/** One of the places in which limits are set; what it does not set is left to the next. */
interface Layer {

    /** Returns the limit that is set here for a metric. */
    Optional<Limit> limit(Metric metric);

    /** Returns N, if it is set here. */
    Optional<Long> iterations();

    /** Returns whether it is judged what grows within a call, if that is set here. */
    Optional<Choice> within();

    /** Returns why the scenario is exempt, if it is so here. */
    Optional<String> exemption();
}
