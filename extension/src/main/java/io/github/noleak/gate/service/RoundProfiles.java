package io.github.noleak.gate.service;

import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.Profile;
import io.github.noleak.report.RunFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The heap profiles that a verdict may rest on, by the calls that came before: few of each series, whatever its length. */
final class RoundProfiles {

    /** A verdict rests on the largest series, which at most two others follow. */
    private static final int JUDGED = 3;

    private final Map<Long, List<Profile>> heaps = new HashMap<>();
    private final List<Long> begins = new ArrayList<>();
    private int left;
    private int inSeries;
    private long latest;

    /**
     * Takes what was sampled after a round, one profile for each process.
     *
     * @param roundsLeft how many rounds of the series follow
     */
    void afterRound(int roundsLeft, long calls, List<Profile> processes) {
        if (roundsLeft + 1 != left) {
            inSeries = 0;
            begins.add(calls);
            long oldest = begins.get(Math.max(0, begins.size() - JUDGED));
            heaps.keySet().removeIf(level -> level < oldest);
        }
        left = roundsLeft;
        // Those after a quarter, a half and all of the rounds are told.
        if (Integer.bitCount(inSeries) > 1) {
            heaps.remove(latest);
        }
        inSeries++;
        latest = calls;
        heaps.put(calls, processes);
    }

    /** Takes what was sampled after a rest, where no round has left anything at that many calls. */
    void afterRest(long calls, List<Profile> processes) {
        heaps.putIfAbsent(calls, processes);
    }

    /** Returns those of the samples that a verdict rests on, whose calls are counted from some on. */
    RunFiles of(ThreeSnapshots measured, long before) {
        Map<Long, RunFiles.Content> files = new HashMap<>();
        for (long each : measured.iterations()) {
            List<Profile> processes = heaps.getOrDefault(before + each, List.of());
            if (!processes.isEmpty()) {
                files.put(each, target -> Profile.merge(processes).write(target));
            }
        }
        return new RunFiles(files, Map.of());
    }
}
