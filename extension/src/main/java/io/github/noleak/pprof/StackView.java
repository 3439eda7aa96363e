package io.github.noleak.pprof;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** The stacks of a profile, less what is filtered out of them; the profile itself stays as it is. */
final class StackView {

    private static final int PER_LOCATION = 24;
    private static final int PER_LINE = 12;

    /** A writer of profiles has no use for more; to follow deeply nested ones takes a deep stack. */
    private static final int LONGEST_EXPRESSION = 2_000;

    private static final byte FOCUSED = 1;
    private static final byte IGNORED = 2;
    private static final byte NEITHER = 0;

    private final Definitions definitions;
    private final long memory;
    private final int[] mappings;
    private final int[] starts;
    private final int[] ends;
    private final int[] functions;
    private final int[] lines;
    private final int[] columns;
    private final long[] addresses;
    private final boolean[] folded;
    private final boolean[] hidden;

    /** What a filter makes of samples with a location; null where no filter chooses among them. */
    private byte @Nullable [] marks;

    /** Where functions are dropped with all that they called: null where none is. */
    private @Nullable Pruning pruning;

    private StackView(Definitions definitions, int lineCount, MemoryBudget budget) throws ProfileFormatException {
        this.definitions = definitions;
        int size = definitions.locations().size();
        memory = (long) PER_LOCATION * size + (long) PER_LINE * lineCount;
        budget.charge(memory);
        mappings = new int[size];
        starts = new int[size];
        ends = new int[size];
        addresses = new long[size];
        folded = new boolean[size];
        hidden = new boolean[size];
        functions = new int[lineCount];
        lines = new int[lineCount];
        columns = new int[lineCount];
    }

    static StackView of(Definitions definitions, MemoryBudget budget) throws ProfileFormatException {
        LocationTable locations = definitions.locations();
        int lineCount = 0;
        for (int location = 0; location < locations.size(); location++) {
            lineCount += locations.lineCount(location);
        }
        StackView view = new StackView(definitions, lineCount, budget);
        view.new Filling().fill(locations);
        return view;
    }

    private final class Filling implements LocationTable.Visitor {

        private int location = -1;
        private int at;

        void fill(LocationTable table) {
            for (int i = 0; i < table.size(); i++) {
                table.visit(i, this);
            }
        }

        @Override
        public void location(boolean isFolded, long address, int mapping) {
            location++;
            folded[location] = isFolded;
            addresses[location] = address;
            mappings[location] = mapping;
            starts[location] = at;
            ends[location] = at;
        }

        @Override
        public void line(int function, int line, int column) {
            functions[at] = function;
            lines[at] = line;
            columns[at] = column;
            ends[location] = ++at;
        }
    }

    /** Leaves out the functions that the profile itself wants to be left out, with all that they called. */
    void dropUninteresting() {
        Header header = definitions.header();
        boolean sane = header.dropFrames().length() + header.keepFrames().length() <= LONGEST_EXPRESSION;
        if (!header.dropFrames().isEmpty() && sane) {
            try {
                pruning = Pruning.of(this, header.dropFrames(), header.keepFrames());
            } catch (IllegalArgumentException e) {
                // The Go tool, too, leaves out nothing where it cannot make sense of the expressions.
            }
        }
    }

    /** Leaves of inlined calls only the function that they were inlined into. */
    void withoutInlined() {
        for (int location = 0; location < starts.length; location++) {
            starts[location] = Math.max(starts[location], ends[location] - 1);
        }
    }

    /** Returns whether each of the expressions matched anything: focus, ignore, hide, show. */
    boolean[] filter(ProfileFilter filter) {
        Names focus = Names.of("focus", filter.focus(), definitions);
        Names ignore = Names.of("ignore", filter.ignore(), definitions);
        Names hide = Names.of("hide", filter.hide(), definitions);
        Names show = Names.of("show", filter.show(), definitions);
        boolean[] matched = new boolean[4];
        byte[] chosen = new byte[starts.length];
        for (int location = 0; location < starts.length; location++) {
            if (ignore != null && ignore.matches(this, location)) {
                chosen[location] = IGNORED;
                matched[1] = true;
            } else if (focus == null || focus.matches(this, location)) {
                chosen[location] = FOCUSED;
                matched[0] = true;
            }
            if (hide != null && hide.matches(this, location)) {
                matched[2] = true;
                keepLines(location, hide, false);
            }
            if (show != null) {
                keepLines(location, show, true);
                matched[3] |= !hidden[location];
            }
        }
        marks = chosen;
        return matched;
    }

    /** Keeps the lines that match, or those that do not. */
    private void keepLines(int location, Names names, boolean matching) {
        boolean binary = names.matchesBinary(mappings[location]);
        if (binary) {
            hidden[location] |= !matching || isWithoutLines(location);
            return;
        }
        int kept = starts[location];
        for (int line = starts[location]; line < ends[location]; line++) {
            if (names.matchesFunction(functions[line]) == matching) {
                functions[kept] = functions[line];
                lines[kept] = lines[line];
                columns[kept] = columns[line];
                kept++;
            }
        }
        ends[location] = kept;
        hidden[location] |= isWithoutLines(location);
    }

    private boolean isWithoutLines(int location) {
        return starts[location] == ends[location];
    }

    /** Tells whether the stack of a sample is chosen; without a filter, all are. */
    boolean takes(SampleCursor sample) {
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
    int first(SampleCursor sample) {
        return pruning == null ? 0 : pruning.first(sample);
    }

    int size() {
        return starts.length;
    }

    /** Returns how many bytes have been charged for it. */
    long memory() {
        return memory;
    }

    Definitions definitions() {
        return definitions;
    }

    /** Tells whether nothing of a location is to be seen; one that has no lines otherwise is known by its address. */
    boolean isHidden(int location) {
        return hidden[location];
    }

    boolean isFolded(int location) {
        return folded[location];
    }

    int mapping(int location) {
        return mappings[location];
    }

    long address(int location) {
        return addresses[location];
    }

    /** The lines of a location are those from its start on to its end, innermost first. */
    int start(int location) {
        return starts[location];
    }

    int end(int location) {
        return ends[location];
    }

    int function(int line) {
        return functions[line];
    }

    int line(int line) {
        return lines[line];
    }

    int column(int line) {
        return columns[line];
    }

    /** Leaves out the innermost lines of a location up to one. */
    void startAfter(int location, int line) {
        starts[location] = line + 1;
    }

    /** The functions and binaries that an expression is found in. */
    private static final class Names {

        private final Definitions definitions;
        private final StringTest found;

        private Names(Pattern pattern, Definitions definitions) {
            this.definitions = definitions;
            found = new StringTest(
                    definitions.strings(), name -> pattern.matcher(name).find());
        }

        static @Nullable Names of(String option, String expression, Definitions definitions) {
            Pattern pattern = Expressions.compile(option, expression);
            return pattern == null ? null : new Names(pattern, definitions);
        }

        boolean matches(StackView view, int location) {
            for (int line = view.start(location); line < view.end(location); line++) {
                if (matchesFunction(view.function(line))) {
                    return true;
                }
            }
            return matchesBinary(view.mapping(location));
        }

        boolean matchesFunction(int function) {
            FunctionTable functions = definitions.functions();
            return found.passes(functions.name(function)) || found.passes(functions.file(function));
        }

        boolean matchesBinary(int mapping) {
            return mapping >= 0
                    && found.passes(definitions.mappings().get(mapping).file());
        }
    }
}
