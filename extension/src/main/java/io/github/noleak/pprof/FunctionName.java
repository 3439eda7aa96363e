package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.noleak.pprof.symbol.ClosureSuffix;
import io.github.noleak.pprof.symbol.PathEscapes;
import org.apiguardian.api.API;

/**
 * Makes sense of a function's name as the Go linker spells it, such as {@code example.com/shop.(*Cache).Put.func1}.
 *
 * <p>Two things cannot be told from a name alone: a method called {@code func1} of a type {@code T} looks like a closure
 * in a function {@code T}; and since Go 1.21 a closure whose maker was inlined carries the names of both,
 * {@code main.caller.callee.func1}.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record FunctionName(String rawSymbol) {

    /** Takes a symbol as it stands in a profile. */
    public static FunctionName of(String rawGoSymbol) {
        return new FunctionName(rawGoSymbol);
    }

    /** Returns the package's import path, {@code gopkg.in/yaml.v3}; empty if the symbol has none, as in C. */
    public String packagePath() {
        int end = packageEnd();
        return end < 0 ? "" : PathEscapes.decode(rawSymbol.substring(0, end));
    }

    /** Returns what follows the package: {@code (*Cache).Put}, {@code startWorkers.func1}. */
    public String simpleName() {
        return rawSymbol.substring(packageEnd() + 1);
    }

    /** Returns whether the compiler made this function of a function literal, a loop's body, a wrapper or a method value. */
    public boolean isClosure() {
        return ClosureSuffix.isClosure(simpleName());
    }

    /** Returns the raw symbol of the function that made the closure; of other functions, their own. */
    public String outermost() {
        return rawPackage() + ClosureSuffix.strip(simpleName());
    }

    /** Returns the symbol without the numbers of closures, which change with every closure added before them. */
    public String stable() {
        return rawPackage() + ClosureSuffix.withoutNumbers(simpleName());
    }

    /** Returns the name for people: {@code (*Cache).Put}, {@code closure in startWorkers}. */
    public String display() {
        return PathEscapes.decode(ClosureSuffix.describe(simpleName()));
    }

    private String rawPackage() {
        return rawSymbol.substring(0, packageEnd() + 1);
    }

    /** The first dot after the last slash; but type arguments have dots and slashes of their own. */
    private int packageEnd() {
        int end = rawSymbol.length();
        for (char bracket : new char[] {'[', '('}) {
            int at = rawSymbol.indexOf(bracket);
            end = at < 0 ? end : Math.min(end, at);
        }
        String path = rawSymbol.substring(0, end);
        return path.indexOf('.', path.lastIndexOf('/') + 1);
    }
}
