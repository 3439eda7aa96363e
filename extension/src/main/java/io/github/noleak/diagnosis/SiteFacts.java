package io.github.noleak.diagnosis;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.measure.GrowthSite;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** What is seen of a leak that may tell its cause. */
@API(status = INTERNAL, since = "0.1")
public final class SiteFacts {

    private final Leak.Kind kind;
    private final GrowthSite growthSite;
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
    public SiteFacts(Leak.Kind kind, GrowthSite growthSite, SiteFinder sites, String reason, double bytes) {
        this.kind = kind;
        this.growthSite = growthSite;
        Frame site = growthSite.site();
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

    private SiteFacts(SiteFacts other, int line) {
        kind = other.kind;
        growthSite = other.growthSite;
        file = other.file;
        this.line = line;
        function = file.functionAround(line);
        reason = "";
        bytes = other.bytes;
    }

    /** Returns the same at the line where, by what the compiler says, a value gets to what keeps it. */
    public Optional<SiteFacts> whereItIsKept() {
        Frame site = growthSite.site();
        Matcher place = PLACE.matcher(reason);
        return site != null && place.find() && site.file().endsWith("/" + place.group(1))
                ? Optional.of(new SiteFacts(this, Integer.parseInt(place.group(2))))
                : Optional.empty();
    }

    /** Returns whether the goroutine holds a thread of its own. */
    boolean locked() {
        return growthSite.goroutine() != null && growthSite.goroutine().lockedToThread();
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
        return growthSite.goroutine() == null ? "" : growthSite.goroutine().state();
    }

    List<String> functions() {
        return growthSite.stack().frames().stream().map(Frame::function).toList();
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
