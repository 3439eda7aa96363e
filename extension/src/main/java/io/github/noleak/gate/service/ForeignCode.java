package io.github.noleak.gate.service;

import io.github.noleak.measure.SiteFinder;
import io.github.noleak.pprof.Frame;

/** Tells, where no module is named, a service's own code from libraries by the names and the places of functions. */
final class ForeignCode {

    private ForeignCode() {}

    static SiteFinder sites() {
        return new SiteFinder(ForeignCode::isOwn);
    }

    /** Downloaded modules lie below pkg/mod, and the paths of the standard library have no dot before the first slash. */
    private static boolean isOwn(Frame frame) {
        String function = frame.function();
        int slash = function.indexOf('/');
        String first = slash < 0 ? "" : function.substring(0, slash);
        boolean library = frame.file().contains("/pkg/mod/") || frame.file().contains("/vendor/");
        return !library && (function.startsWith("main.") || first.contains("."));
    }
}
