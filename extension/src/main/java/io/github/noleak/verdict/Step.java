package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** What to do next: run more, or stop with a conclusion. */
@API(status = INTERNAL, since = "0.1")
public sealed interface Step permits Step.RunAgain, Step.Decided {

    /** The processes to run before asking again. */
    record RunAgain(Plan plan) implements Step {}

    /** The end. */
    record Decided(Conclusion conclusion) implements Step {}
}
