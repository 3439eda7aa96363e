package io.github.noleak.measure;

import io.github.noleak.Leak.Kind;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.FunctionName;
import java.util.List;

/**
 * Names leaks so that an edit elsewhere does not rename them.
 *
 * <p>What an unrelated edit or another compiler changes is left out: lines, the numbers and the nesting of closures, what
 * was inlined into what, type arguments, and the insides of the runtime and the standard library. Two leaks that have
 * the same name are taken for one that keeps as much as both.
 */
final class Fingerprints {

    /** Names that a generator made have no end; the hash of a cut one still tells it from others. */
    private static final int LONGEST = 400;

    private Fingerprints() {}

    /** Names what stands on the heap by the line's function, and by what that calls to allocate. */
    static String ofHeap(Kind kind, CallStack stack, SiteFinder sites) {
        List<Frame> frames = stack.frames();
        Frame site = sites.siteOf(stack);
        int at = frames.indexOf(site);
        String name = kind.key() + " " + function(site);
        // One call down is the code under test's own choice; what that does further down is not.
        boolean calls = kind == Kind.HEAP
                && at > 0
                && sites.inModule().test(site)
                && !RuntimeAllocations.ofRuntime(frames.get(at - 1));
        return cut(calls ? name + " > " + function(frames.get(at - 1)) : name);
    }

    /** Names goroutines by where they wait and by who started them. */
    static String ofGoroutine(Subject subject, GoroutineCount group, SiteFinder sites) {
        String kind = subject.kind().key();
        if (subject instanceof Subject.AllGoroutines || group.stack().frames().isEmpty()) {
            return kind; // spread over many places, of which none is more than an example
        }
        List<Frame> frames = group.stack().frames();
        Frame site = sites.siteOf(group.stack());
        // Where a library's goroutine waits is its own affair, and the runtime's; what it runs is what it is for.
        Frame named = sites.inModule().test(site) ? site : frames.get(frames.size() - 1);
        String name = kind + " " + function(named);
        return cut(group.creator() == null ? name : name + " <- " + function(group.creator()));
    }

    /** Names a function; closures by the one that made them, without its package, which inlining changes. */
    private static String function(Frame frame) {
        String symbol = withoutTypeArguments(frame.function());
        FunctionName name = FunctionName.of(symbol);
        FunctionName maker = FunctionName.of(name.outermost());
        if (!name.isClosure()) {
            return maker.rawSymbol();
        }
        String suffix =
                symbol.substring(Math.min(symbol.length(), maker.rawSymbol().length()));
        // The body of a loop over a function and a method as a value are the function's own code.
        boolean own = suffix.matches("(-range\\d+|-fm)+") && maker.stable().equals(maker.rawSymbol());
        return own ? maker.rawSymbol() : "closure in " + innermost(maker.simpleName());
    }

    /** Drops the callers that the maker of a closure was inlined into: they stand before it. */
    private static String innermost(String maker) {
        int last = maker.lastIndexOf('.');
        int before = maker.lastIndexOf('.', last - 1);
        String owner = maker.substring(before + 1, Math.max(before + 1, last));
        return owner.startsWith("(") ? owner + maker.substring(last) : maker.substring(last + 1);
    }

    /** Shapes of type parameters are the compiler's choice, and a type argument may be a long name. */
    private static String withoutTypeArguments(String symbol) {
        StringBuilder plain = new StringBuilder(symbol.length());
        int depth = 0;
        for (int i = 0; i < symbol.length(); i++) {
            char c = symbol.charAt(i);
            if (c == '[') {
                depth++;
            } else if (c == ']' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST) + "… " + Integer.toHexString(name.hashCode());
    }
}
