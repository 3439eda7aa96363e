package io.github.noleak.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.LeakReport;
import io.github.noleak.Site;
import java.util.List;
import org.apiguardian.api.API;

/** Writes Go frames as a Java stack trace, which consoles and IDEs link to the source. */
@API(status = INTERNAL, since = "0.1")
public final class GoStackTrace {

    private GoStackTrace() {}

    /** Returns the frames of the first leak; empty if there is none. */
    public static StackTraceElement[] of(LeakReport report) {
        return report.leaks().stream().map(Leak::stack).filter(s -> !s.isEmpty()).findFirst().orElse(List.of()).stream()
                .map(GoStackTrace::element)
                .toArray(StackTraceElement[]::new);
    }

    private static StackTraceElement element(Site site) {
        String function = site.function();
        int dot = function.indexOf('.', function.lastIndexOf('/') + 1);
        String owner = dot < 0 ? "" : function.substring(0, dot);
        return new StackTraceElement(owner, function.substring(dot + 1), fileName(site), site.line());
    }

    private static String fileName(Site site) {
        return site.file()
                .substring(Math.max(site.file().lastIndexOf('/'), site.file().lastIndexOf('\\')) + 1);
    }
}
