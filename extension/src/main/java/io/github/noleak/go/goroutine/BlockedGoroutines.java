package io.github.noleak.go.goroutine;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/** Says where goroutines stand. */
@API(status = INTERNAL, since = "0.1")
public final class BlockedGoroutines {

    private static final int MOST = 10;

    private BlockedGoroutines() {}

    /** Returns lines about those of the code under test, the largest groups first. */
    public static List<String> describe(List<GoroutineGroup> groups, Predicate<Frame> userCode, String gatePackage) {
        List<String> lines = new ArrayList<>();
        groups.stream()
                .filter(g ->
                        g.stack().frames().stream().noneMatch(f -> f.function().startsWith(gatePackage)))
                .filter(g -> g.stack().frames().stream().anyMatch(userCode))
                .sorted(Comparator.comparingInt(GoroutineGroup::count).reversed())
                .limit(MOST)
                .forEach(g -> {
                    lines.add("%d goroutine%s: %s".formatted(g.count(), g.count() == 1 ? "" : "s", g.state()));
                    g.stack().frames().stream().filter(userCode).forEach(f -> lines.add("  at " + f));
                    if (g.creator() != null) {
                        lines.add("  created by " + g.creator());
                    }
                });
        return lines;
    }
}
