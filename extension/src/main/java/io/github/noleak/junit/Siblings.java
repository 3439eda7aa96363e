package io.github.noleak.junit;

import io.github.noleak.go.BenchmarkResult;
import io.github.noleak.go.Findings;
import io.github.noleak.go.GoException;
import io.github.noleak.go.RunRequest;
import io.github.noleak.go.RunResult;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.ScenarioRun;
import io.github.noleak.go.SubBenchmarks;
import io.github.noleak.go.TestBinary;
import io.github.noleak.service.Settling;
import io.github.noleak.verdict.Attempt;
import io.github.noleak.verdict.Round;
import io.github.noleak.verdict.Sample;
import io.github.noleak.verdict.SharedSetup;
import io.github.noleak.verdict.Trial;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Has the sub-benchmarks of a function that takes long to set up run together, once for all of them. */
record Siblings(Session session, TestBinary binary, ScenarioName function) {

    private static final Logger LOGGER = System.getLogger(Siblings.class.getName());

    private static final int PATIENT = 4;

    /** What one process showed of several of them. */
    private record Look(Sample sample, Map<String, Double> nanos) {}

    /** Returns the first rounds of each of them by its name; empty where each has to be run alone. */
    Map<String, List<Round>> look(SubBenchmarks.Listing listing) {
        Findings seen = listing.seen();
        if (seen == null || !listing.leaves().stream().allMatch(this::isRightBelow)) {
            return Map.of();
        }
        try {
            return SharedSetup.of(nanos(seen), listing.setup(), seen.allocated())
                    .map(shared -> look(shared, seen))
                    .orElse(Map.of());
        } catch (GoException e) {
            return Map.of(); // each of them will say so
        }
    }

    private boolean isRightBelow(SubBenchmarks.Leaf leaf) {
        int level = function.goName().length();
        return leaf.name().startsWith("/", level) && leaf.name().indexOf('/', level + 1) < 0;
    }

    private Map<String, List<Round>> look(SharedSetup shared, Findings listed) {
        Optional<Sample> first = listed.profileRate() == shared.first().profileRate()
                ? look(shared.first(), new RunResult.Measured(listed)).map(Look::sample)
                : run(shared.first(), List.of()).map(Look::sample);
        Map<String, List<Round>> rounds = new TreeMap<>();
        if (first.isPresent()) {
            for (SharedSetup.Batch batch : shared.many()) {
                run(batch.trial(), batch.names())
                        .ifPresent(many -> many.nanos()
                                .forEach((name, nanos) ->
                                        rounds.put(name, shared.rounds(name, first.get(), many.sample(), nanos))));
            }
        }
        return rounds;
    }

    private Optional<Look> run(Trial trial, List<String> names) {
        ScenarioRun run = new ScenarioRun(session.workplace(), binary, function);
        int places = Climb.heavy(session.settings().parallelism());
        return look(trial, session.inPlaces(places, () -> run.run(request(trial), names)));
    }

    private Optional<Look> look(Trial trial, RunResult result) {
        Attempt attempt = Samples.of(trial, result, binary.gatePackage());
        LOGGER.log(Level.DEBUG, () -> function.goName() + " and others below: " + attempt.summary());
        return result instanceof RunResult.Measured measured && attempt instanceof Sample sample
                ? Optional.of(new Look(sample, nanos(measured.findings())))
                : Optional.empty();
    }

    private static Map<String, Double> nanos(Findings findings) {
        return findings.results().stream()
                .collect(Collectors.toMap(
                        BenchmarkResult::name, BenchmarkResult::nanosPerOperation, Math::max, TreeMap::new));
    }

    /** What one benchmark may take is not what all of them may take. */
    private RunRequest request(Trial trial) {
        Settling settling = Climb.settling(trial.care(), session.settings());
        Duration expected = Duration.ofMillis((long) (trial.expectedSeconds() * 1000 * PATIENT));
        Duration timeout = session.settings().timeout();
        Duration longest = settling.ceiling().plus(expected.compareTo(timeout) > 0 ? expected : timeout);
        return new RunRequest(
                trial.operations(),
                trial.repeats(),
                trial.profileRate(),
                settling.quiet(),
                settling.ceiling(),
                longest,
                longest,
                false);
    }
}
