package io.github.noleak.pprof.stack;

import com.google.re2j.Pattern;
import io.github.noleak.pprof.model.Definitions;
import io.github.noleak.pprof.model.FunctionTable;
import org.jspecify.annotations.Nullable;

/** The functions and binaries that an expression is found in. */
final class NameSearch {

    private final Definitions definitions;
    private final StringTest found;

    private NameSearch(Pattern pattern, Definitions definitions) {
        this.definitions = definitions;
        found = new StringTest(
                definitions.strings(), name -> pattern.matcher(name).find());
    }

    /** Returns null for an empty expression, which searches for nothing. */
    static @Nullable NameSearch of(String expression, Definitions definitions) {
        return expression.isEmpty() ? null : new NameSearch(Pattern.compile(expression), definitions);
    }

    boolean finds(LocationLines all, int location) {
        for (int line = all.start(location); line < all.end(location); line++) {
            if (findsFunction(all.function(line))) {
                return true;
            }
        }
        return findsBinary(all.mapping(location));
    }

    boolean findsFunction(int function) {
        FunctionTable functions = definitions.functions();
        return found.passes(functions.name(function)) || found.passes(functions.file(function));
    }

    boolean findsBinary(int mapping) {
        return mapping >= 0 && found.passes(definitions.mappings().get(mapping).file());
    }
}
