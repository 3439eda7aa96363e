package io.github.noleak.pprof.stack;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.re2j.PatternSyntaxException;
import io.github.noleak.pprof.ProfileFilter;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.Definitions;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.SampleCursor;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The stacks of a profile, less what is filtered out of them; the profile itself stays as it is. */
@API(status = INTERNAL, since = "0.1")
public final class StackView {

    /** A writer of profiles has no use for more; to follow deeply nested ones takes a deep stack. */
    private static final int LONGEST_EXPRESSION = 2_000;

    private static final byte FOCUSED = 1;
    private static final byte IGNORED = 2;
    private static final byte NEITHER = 0;

    private final LocationLines lines;

    /** What a filter makes of samples with a location; null where no filter chooses among them. */
    private byte @Nullable [] marks;

    /** Where functions are dropped with all that they called: null where none is. */
    private @Nullable Pruning pruning;

    private StackView(LocationLines lines) {
        this.lines = lines;
    }

    public static StackView of(Definitions definitions, MemoryBudget budget) throws ProfileFormatException {
        return new StackView(LocationLines.of(definitions, budget));
    }

    /** Leaves out the functions that the profile itself wants to be left out, with all that they called. */
    public void dropUninteresting() {
        Header header = lines.definitions().header();
        boolean sane = header.dropFrames().length() + header.keepFrames().length() <= LONGEST_EXPRESSION;
        if (!header.dropFrames().isEmpty() && sane) {
            try {
                pruning = Pruning.of(lines, header.dropFrames(), header.keepFrames());
            } catch (PatternSyntaxException e) {
                // The Go tool, too, leaves out nothing where it cannot make sense of the expressions.
            }
        }
    }

    /** Leaves of inlined calls only the function that they were inlined into. */
    public void withoutInlined() {
        lines.withoutInlined();
    }

    /** Returns whether each of the expressions matched anything: focus, ignore, hide, show. */
    public boolean[] filter(ProfileFilter filter) {
        NameSearch focus = NameSearch.of(filter.focus(), lines.definitions());
        NameSearch ignore = NameSearch.of(filter.ignore(), lines.definitions());
        NameSearch hide = NameSearch.of(filter.hide(), lines.definitions());
        NameSearch show = NameSearch.of(filter.show(), lines.definitions());
        boolean[] matched = new boolean[4];
        byte[] chosen = new byte[lines.size()];
        for (int location = 0; location < chosen.length; location++) {
            if (ignore != null && ignore.finds(lines, location)) {
                chosen[location] = IGNORED;
                matched[1] = true;
            } else if (focus == null || focus.finds(lines, location)) {
                chosen[location] = FOCUSED;
                matched[0] = true;
            }
            if (hide != null && hide.finds(lines, location)) {
                matched[2] = true;
                keepLines(location, hide, false);
            }
            if (show != null) {
                keepLines(location, show, true);
                matched[3] |= !lines.isHidden(location);
            }
        }
        marks = chosen;
        return matched;
    }

    /** Keeps the lines that match, or those that do not. */
    private void keepLines(int location, NameSearch names, boolean matching) {
        if (!names.findsBinary(lines.mapping(location))) {
            lines.keep(location, function -> names.findsFunction(function) == matching);
        } else if (!matching || lines.isEmpty(location)) {
            lines.hide(location);
        }
    }

    /** Returns whether the stack of a sample is chosen; without a filter, all are. */
    public boolean takes(SampleCursor sample) {
        byte[] chosen = marks;
        if (chosen == null) {
            return true;
        }
        boolean focused = false;
        for (int i = first(sample); i < sample.depth(); i++) {
            byte mark = chosen[sample.location(i)];
            if (mark == IGNORED) {
                return false;
            }
            focused |= mark != NEITHER;
        }
        return focused;
    }

    /** Returns the place in the stack of the first location that is left, from the leaf on. */
    public int first(SampleCursor sample) {
        return pruning == null ? 0 : pruning.first(sample);
    }

    /** Returns the locations with the lines that are left of them. */
    public LocationLines lines() {
        return lines;
    }
}
