package io.github.noleak.go;

import io.github.noleak.pprof.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Says where goroutines stand, those of the code under test first. */
final class BlockedGoroutines {

    private static final int MOST = 10;

    private BlockedGoroutines() {}

    static List<String> describe(List<GoroutineGroup> groups, Predicate<Frame> userCode, String gatePackage) {
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
