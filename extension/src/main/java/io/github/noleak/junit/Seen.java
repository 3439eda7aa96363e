package io.github.noleak.junit;

import io.github.noleak.verdict.Round;
import io.github.noleak.verdict.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What processes that several scenarios share have shown of one of them.
 *
 * @param rounds those that its judgement goes on after
 * @param series its turn in a process in which each has one; null where it had none that is complete
 */
record Seen(List<Round> rounds, @Nullable Series series) {

    static final Seen NOTHING = new Seen(List.of(), null);
}
