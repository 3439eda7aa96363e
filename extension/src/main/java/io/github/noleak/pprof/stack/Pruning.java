package io.github.noleak.pprof.stack;

import com.google.re2j.Pattern;
import io.github.noleak.pprof.model.FunctionTable;
import io.github.noleak.pprof.model.SampleCursor;
import org.jspecify.annotations.Nullable;

/**
 * Drops functions with all that they called, such as those of a profiler itself.
 *
 * <p>What stands at the root of a stack stays, or else nothing would.
 */
final class Pruning {

    private static final byte NOT = 0;
    private static final byte BENEATH = 1;
    private static final byte WHOLE = 2;

    private final byte[] marks;

    private Pruning(byte[] marks) {
        this.marks = marks;
    }

    /**
     * Leaves out the lines of what is dropped.
     *
     * @throws com.google.re2j.PatternSyntaxException if one of the expressions is none
     */
    static Pruning of(LocationLines lines, String dropFrames, String keepFrames) {
        Pattern drop = anchored(dropFrames);
        Pattern keep = anchored(keepFrames);
        FunctionTable functions = lines.definitions().functions();
        StringTest dropped = new StringTest(
                lines.definitions().strings(),
                name -> drop != null && !name.isEmpty() && drops(simple(name), drop, keep));
        byte[] marks = new byte[lines.size()];
        for (int location = 0; location < marks.length; location++) {
            for (int line = lines.end(location) - 1; line >= lines.start(location); line--) {
                if (dropped.passes(functions.name(lines.function(line)))) {
                    boolean whole = line == lines.end(location) - 1;
                    marks[location] = whole ? WHOLE : BENEATH;
                    if (!whole) {
                        lines.startAfter(location, line);
                    }
                    break;
                }
            }
        }
        return new Pruning(marks);
    }

    private static @Nullable Pattern anchored(String expression) {
        return expression.isEmpty() ? null : Pattern.compile("^(" + expression + ")$");
    }

    private static boolean drops(String name, Pattern drop, @Nullable Pattern keep) {
        return drop.matcher(name).find() && (keep == null || !keep.matcher(name).find());
    }

    /** Without the arguments that C++ names have, and without a leading dot. */
    private static String simple(String name) {
        String simple = name.startsWith(".") ? name.substring(1) : name;
        for (int at = simple.indexOf('('); at >= 0; at = simple.indexOf('(', at + 1)) {
            boolean reserved =
                    simple.startsWith("(anonymous namespace)", at) || simple.startsWith("operator()", at - 8);
            if (!reserved) {
                return simple.substring(0, at);
            }
        }
        return simple;
    }

    /** Returns the place in the stack of the first location that is left, from the leaf on. */
    int first(SampleCursor sample) {
        boolean user = false;
        for (int i = sample.depth() - 1; i >= 0; i--) {
            byte mark = marks[sample.location(i)];
            if (mark == NOT) {
                user = true;
            } else if (user) {
                return mark == WHOLE ? i + 1 : i;
            }
        }
        return 0;
    }
}
