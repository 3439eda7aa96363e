package io.github.noleak.report;

import io.github.noleak.Leak;
import io.github.noleak.pprof.Frame;
import io.github.noleak.verdict.Culprit;
import io.github.noleak.verdict.SiteFinder;
import java.util.List;

/** What is seen of a leak that may tell its cause. */
final class Clues {

    private final Leak.Kind kind;
    private final Culprit culprit;
    private final SourceFile file;
    private final int line;
    private final List<String> function;
    private final String reason;
    private final double bytes;

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
            file = SourceFile.read(site.file());
            line = site.line();
        } else {
            file = new SourceFile(List.of());
            line = 0;
        }
        function = file.functionAround(line);
        this.reason = reason;
        this.bytes = bytes;
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
        return file.line(line);
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

    boolean has(Trait trait) {
        return trait.isIn(file, line);
    }
}
