package io.github.noleak.report;

import io.github.noleak.Verdict;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.report.GrowingStacks.Added;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a reader who wants to know more of a leak is given.
 *
 * @param title what the rows are of; empty where there are none
 * @param top the functions through which most of the growth goes
 * @param commands show more of it
 * @param notices what went wrong on the way
 */
record DeeperLook(String title, List<String> top, List<String> commands, List<String> notices) {

    static final DeeperLook NONE = new DeeperLook("", List.of(), List.of(), List.of());

    DeeperLook {
        top = List.copyOf(top);
        commands = List.copyOf(commands);
        notices = List.copyOf(notices);
    }

    /** A scenario, and the import path of its package. */
    record Scenario(String id, String packagePath) {}

    /**
     * Writes the profiles of a scenario that leaks; those of another are deleted.
     *
     * @param left what its runs left behind
     */
    static DeeperLook into(
            ProfileFiles files, Scenario scenario, Conclusion conclusion, SiteFinder sites, RunFiles left) {
        try {
            files.clear(scenario.id());
            ThreeSnapshots measured = conclusion.measured();
            return conclusion.verdict() != Verdict.LEAK || measured == null
                    ? NONE
                    : write(files, scenario, measured, GrowingStacks.of(conclusion, measured, sites), left);
        } catch (IOException | RuntimeException e) { // a leak is told, whatever its profiles are like
            return new DeeperLook(
                    "",
                    List.of(),
                    List.of(),
                    List.of("The profiles of this scenario could not be written to " + files.directory() + ": " + e
                            + ". Set another directory with -Dnoleak.report.dir=…"));
        }
    }

    private static DeeperLook write(
            ProfileFiles files, Scenario scenario, ThreeSnapshots measured, Map<CallStack, Added> added, RunFiles left)
            throws IOException {
        List<Long> iterations = measured.iterations();
        Map<Long, String> runs = files.writeHeaps(scenario.id(), left.heaps());
        List<String> commands = new ArrayList<>();
        String title = "";
        List<String> top = List.of();
        if (!added.isEmpty()) {
            GrowthProfile growth = GrowthProfile.of(
                    scenario.packagePath(), added, iterations.get(0), iterations.get(iterations.size() - 1));
            String file = files.write(scenario.id(), growth.profile());
            title = "By function, %s: %s".formatted(growth.type(), growth.title());
            top = growth.top();
            commands.add("go tool pprof -http=: " + file);
        }
        String first = runs.get(iterations.get(0));
        String last = runs.get(iterations.get(iterations.size() - 1));
        if (first != null && last != null) {
            commands.add("go tool pprof -top -cum -base=" + first + " " + last);
        }
        Map<String, String> others = files.copyAsTheyAre(scenario.id(), left.others());
        String trace = others.get("trace");
        if (trace != null) {
            commands.add("go tool trace " + trace);
        }
        return new DeeperLook(title, top, commands, List.of());
    }
}
