package io.github.noleak.gate.module;

import io.github.noleak.config.LimitsFile;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.run.SubBenchmarks;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the scenarios of a suite's modules, so that what is written about none of them can be told.
 *
 * <p>What is below a function is known only where its sub-benchmarks were listed: not where it is exempt, left out or
 * skips itself, nor in a package that does not build.
 */
final class ScenarioIndex {

    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<String> unlisted = ConcurrentHashMap.newKeySet();

    ScenarioIndex(List<ModuleListing> modules) {
        for (ModuleListing module : modules) {
            for (GoPackage goPackage : module.packages()) {
                goPackage.functions().forEach(f -> ids.add(goPackage.scenario(f)));
            }
        }
        unlisted.addAll(ids);
    }

    /** Notes what is below a function. */
    void list(GoPackage goPackage, String function, List<SubBenchmarks.Leaf> leaves) {
        leaves.forEach(leaf -> ids.add(goPackage.scenario(leaf.name())));
        if (leaves.stream().noneMatch(SubBenchmarks.Leaf::skips)) {
            unlisted.remove(goPackage.scenario(function));
        }
    }

    /** Returns whether there is no such scenario, for certain. */
    boolean isNoMore(String id) {
        return !ids.contains(id) && unlisted.stream().noneMatch(function -> id.startsWith(function + "/"));
    }

    /** Returns the patterns that match no scenario for certain. */
    List<LimitsFile.Unmatched> unmatched(LimitsFile file) {
        return file.unmatched(ids, unlisted);
    }
}
