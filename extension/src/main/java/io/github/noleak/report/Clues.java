package io.github.noleak.report;

import io.github.noleak.Leak;
import io.github.noleak.pprof.Frame;
import io.github.noleak.verdict.Culprit;
import io.github.noleak.verdict.SiteFinder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is seen of a leak that may tell its cause. */
final class Clues {

    private final Leak.Kind kind;
    private final Culprit culprit;
    private final SourceFile file;
    private final int line;
    private final List<String> function;
    private final String reason;
    private final double bytes;

    /** What {@link #reason()} says last: where a value gets to what keeps it. */
    private static final Pattern PLACE = Pattern.compile(" at ([^\\s:;]+):(\\d{1,9})(?:;|$)");

    /**
     * Looks at the code under test alone: what libraries do is not what a reader can change.
     *
     * @param reason what the compiler says of the line; empty where it says nothing
     * @param bytes the size of an object
     */
    Clues(Leak.Kind kind, Culprit culprit, SiteFinder sites, String reason, double bytes) {
        this.kind = kind;
        this.culprit = culprit;
        Frame site = culprit.site();
        if (site != null && sites.inModule().test(site)) {
            file = SourceFile.read(sites.sources().apply(site.file()));
            line = site.line();
        } else {
            file = new SourceFile(List.of());
            line = 0;
        }
        function = file.functionAround(line);
        this.reason = reason;
        this.bytes = bytes;
    }

    private Clues(Clues other, int line) {
        kind = other.kind;
        culprit = other.culprit;
        file = other.file;
        this.line = line;
        function = file.functionAround(line);
        reason = "";
        bytes = other.bytes;
    }

    /** Returns the same at the line where, by what the compiler says, a value gets to what keeps it. */
    Optional<Clues> whereItIsKept() {
        Frame site = culprit.site();
        Matcher place = PLACE.matcher(reason);
        return site != null && place.find() && site.file().endsWith("/" + place.group(1))
                ? Optional.of(new Clues(this, Integer.parseInt(place.group(2))))
                : Optional.empty();
    }

    /** Tells whether the goroutine holds a thread of its own. */
    boolean locked() {
        return culprit.goroutine() != null && culprit.goroutine().lockedToThread();
    }

    /** Returns the variable that the line assigns to; empty where there is none. */
    String name() {
        return file.assigned(line);
    }

    Leak.Kind kind() {
        return kind;
    }

    /** Empty for what is no goroutine. */
    String state() {
        return culprit.goroutine() == null ? "" : culprit.goroutine().state();
    }

    List<String> functions() {
        return culprit.stack().frames().stream().map(Frame::function).toList();
    }

    /** Returns the code of the line to look at first; empty where that is not of the module, or not to be had. */
    String line() {
        return file.statement(line);
    }

    /** Returns why the values of the line are on the heap; empty where nobody says. */
    String reason() {
        return reason;
    }

    /** Returns the size of an object. */
    double bytes() {
        return bytes;
    }

    /** Returns the lines of the function around it. */
    List<String> function() {
        return function;
    }

    /** Returns those of these lines that are deferred, or no deeper than the line to look at: they are always run. */
    List<String> beside() {
        return file.besides(line);
    }

    boolean has(Trait trait) {
        return trait.isIn(file, line);
    }
}
