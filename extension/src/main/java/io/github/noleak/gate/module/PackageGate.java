package io.github.noleak.gate.module;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.LimitsFile;
import io.github.noleak.config.Setting;
import io.github.noleak.gate.Activity;
import io.github.noleak.gate.Failures;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.scenario.Gate;
import io.github.noleak.gate.scenario.Rules;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.go.run.SubBenchmarks;
import io.github.noleak.measure.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds a package, finds its scenarios, and hands out the gate of each. */
record PackageGate(
        ScenarioListener listener,
        Session session,
        Rules rules,
        FunctionFilter functions,
        Shard shard,
        ScenarioIndex index,
        Progress progress,
        Gate gate) {

    private static final String CANCELLED = "the run was cancelled";

    /** Fewer would hardly be worth a process of their own; it decides no verdict. */
    private static final int LEAST_IN_BATCH = 8;

    /**
     * A package that the suite takes in.
     *
     * @param gated the scenarios that are left to methods of the class
     */
    record Part(ModuleListing module, GoPackage goPackage, Set<String> gated) {

        /** Returns the name of the test that fails where the package does not build. */
        String name() {
            return goPackage.id().isEmpty() ? "." : goPackage.id();
        }

        String directory() {
            return module.settings().directory().toString();
        }
    }

    /**
     * A scenario that is to be run here and now.
     *
     * @param skips whether it seems to skip itself
     */
    private record Scenario(Part part, ScenarioName name, ScenarioListener.Found leaf, boolean skips) {}

    /** Finds the scenarios of a package; their gates go to the consumer as soon as they are found. */
    void find(Part part, Consumer<Runnable> gates) {
        try {
            List<String> wanted = part.goPackage().functions().stream()
                    .distinct()
                    .filter(f -> takes(part, f))
                    .filter(f -> !skipped(part, f))
                    .toList();
            if (!wanted.isEmpty() && !listener.isCancelled()) {
                findIn(part, gates);
            }
        } catch (GoException e) {
            failPackage(part, e);
        } catch (ConfigurationException e) {
            listener.fail(part.name(), e);
        } catch (RuntimeException | Error e) {
            failInReport(
                    part.name(), part.goPackage().path(), Failures.headline(e), Failures.details(e), part.directory());
        }
    }

    private boolean takes(Part part, String function) {
        return functions.takes(function)
                && (listener.choosesSomeOf(part.goPackage().scenario(function), part.name()) || isWholeModule());
    }

    /** A pattern that is run again is held against the whole module again. */
    private boolean isWholeModule() {
        return rules.file().places().stream().anyMatch(place -> listener.chooses(place, place));
    }

    /** A benchmark that is exempt is not even asked for its sub-benchmarks. */
    private boolean skipped(Part part, String function) {
        ScenarioName name = new ScenarioName(null, function, "");
        Optional<String> reason = rules.exemption(part.goPackage(), name);
        if (reason.isPresent()) {
            leaf(part, function, function).ifPresent(leaf -> skip(part, name, leaf, reason.get()));
        }
        return reason.isPresent();
    }

    private void skip(Part part, ScenarioName scenario, ScenarioListener.Found leaf, String reason) {
        run(part, scenario);
        leaf.skip(reason);
    }

    private void findIn(Part part, Consumer<Runnable> gates) {
        TestBinary binary;
        List<String> all;
        try (Activity activity = session.heartbeat().begin(part.name())) {
            binary = activity.during("building", () -> session.binary(part.module(), part.goPackage()));
            all = activity.during(
                    "listing benchmarks", () -> session.inPlace(() -> binary.functions(session.workplace())));
        }
        List<String> chosen = all.stream()
                .filter(function -> takes(part, function)
                        && rules.exemption(part.goPackage(), new ScenarioName(null, function, ""))
                                .isEmpty())
                .toList();
        List<List<String>> batches = batches(chosen);
        Workers.inParallel(batches.size(), batches, batch -> findIn(part, binary, batch, gates));
    }

    /** Returns the functions in as many batches as processes may run, none of them without need a small one. */
    private List<List<String>> batches(List<String> functions) {
        int most = Math.max(1, session.settings().parallelism());
        int size = Math.max(LEAST_IN_BATCH, (functions.size() + most - 1) / most);
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < functions.size(); i += size) {
            batches.add(functions.subList(i, Math.min(functions.size(), i + size)));
        }
        return batches;
    }

    private void findIn(Part part, TestBinary binary, List<String> functions, Consumer<Runnable> gates) {
        boolean alone =
                !session.settings().isOn(Setting.SWEEP) || session.baselines().updating();
        List<String> inSeries = alone
                ? List.of()
                : functions.stream()
                        .filter(f -> new ScenarioName(null, f, "").isBenchmark()
                                && rules.limits(part.goPackage().scenario(f)).iterations() == 0)
                        .toList();
        Sweep sweep;
        try (Activity activity = session.heartbeat().begin(part.name())) {
            sweep = activity.during(
                    "calling %,d benchmarks in one process".formatted(inSeries.size()),
                    () -> Sweep.of(session, binary, inSeries));
        }
        for (String function : functions) {
            if (listener.isCancelled()) {
                return;
            }
            findIn(part, binary, new ScenarioName(null, function, ""), sweep, gates);
        }
    }

    private void findIn(Part part, TestBinary binary, ScenarioName top, Sweep sweep, Consumer<Runnable> gates) {
        List<Scenario> chosen = new ArrayList<>();
        SubBenchmarks.Listing listing = list(binary, part, top, sweep);
        for (SubBenchmarks.Leaf found : listing.leaves()) {
            String sub = found.name().substring(top.function().length());
            ScenarioName name = new ScenarioName(null, top.function(), sub);
            leaf(part, top.function(), found.name())
                    .ifPresent(leaf -> chosen.add(new Scenario(part, name, leaf, found.skips())));
        }
        boolean together = !listener.isCancelled()
                && chosen.size() == listing.leaves().size()
                && chosen.stream().allMatch(this::togetherWithOthers);
        Sweep siblings = together ? new SharedSetUp(session, binary, top).look(listing) : Sweep.none();
        chosen.forEach(s -> {
            String name = s.name().goName();
            Series seen = siblings.series(name).or(() -> sweep.series(name)).orElse(null);
            gates.accept(() -> gateGuarded(s, seen));
        });
    }

    /** Returns whether nothing is asked for a scenario that only runs of its own can give. */
    private boolean togetherWithOthers(Scenario scenario) {
        GoPackage goPackage = scenario.part().goPackage();
        return !scenario.skips()
                && !session.baselines().updating()
                && rules.exemption(goPackage, scenario.name()).isEmpty()
                && rules.limits(goPackage.scenario(scenario.name().goName())).iterations() == 0;
    }

    private SubBenchmarks.Listing list(TestBinary binary, Part part, ScenarioName name, Sweep sweep) {
        if (!name.isBenchmark()) {
            return new SubBenchmarks.Listing(List.of(new SubBenchmarks.Leaf(name.function(), false)), null);
        }
        SubBenchmarks benchmarks = new SubBenchmarks(new ScenarioRun(session.workplace(), binary, name));
        SubBenchmarks.Listing listing = sweep.listing(name.function())
                .orElseGet(() ->
                        session.inPlace(() -> benchmarks.list(session.settings().timeout())));
        index.list(part.goPackage(), name.function(), listing.leaves());
        return listing;
    }

    /**
     * Registers a scenario, if it is to be run here and now.
     *
     * @param function the function that it is, or is a part of
     */
    private Optional<ScenarioListener.Found> leaf(Part part, String function, String name) {
        String id = part.goPackage().scenario(name);
        if (part.gated().contains(id)) {
            listener.met();
            return Optional.empty();
        }
        if (!listener.chooses(id, part.name())
                || !listener.admits(id, part.goPackage().scenario(function))
                || !shard.covers(id)) {
            return Optional.empty();
        }
        progress.found();
        return Optional.of(listener.found(id));
    }

    /** Whatever goes wrong, a scenario that was found ends, and is in the report. */
    private void gateGuarded(Scenario scenario, @Nullable Series seen) {
        try {
            gate(scenario, seen);
        } catch (RuntimeException | Error e) {
            if (!scenario.leaf().isOpen()) {
                throw e;
            }
            String id = scenario.part().goPackage().scenario(scenario.name().goName());
            scenario.leaf().run(() -> gate.fault(id, e, scenario.part().directory(), test()));
        }
    }

    private void gate(Scenario scenario, @Nullable Series seen) {
        Part part = scenario.part();
        ScenarioListener.Found leaf = scenario.leaf();
        Optional<String> reason = rules.exemption(part.goPackage(), scenario.name());
        if (reason.isPresent()) {
            skip(part, scenario.name(), leaf, reason.get());
        } else if (scenario.skips()) {
            gateBeforehand(part, scenario.name(), leaf);
        } else {
            leaf.run(() -> run(part, scenario.name(), seen));
        }
    }

    /** JUnit counts a test as skipped, with a reason, only if it has not been started. */
    private void gateBeforehand(Part part, ScenarioName scenario, ScenarioListener.Found leaf) {
        if (listener.isCancelled()) {
            leaf.skip(CANCELLED);
            return;
        }
        LeakReport report;
        try {
            report = run(part, scenario);
        } catch (RuntimeException e) {
            leaf.run(() -> {
                throw e;
            });
            return;
        }
        if (report.verdict() == Verdict.SKIPPED) {
            leaf.skip(report.message().lines().findFirst().orElse(""));
        } else {
            leaf.run(() -> report);
        }
    }

    private LeakReport run(Part part, ScenarioName scenario) {
        return run(part, scenario, null);
    }

    private LeakReport run(Part part, ScenarioName scenario, @Nullable Series seen) {
        return gate.run(part.module(), part.goPackage(), scenario, rules, test(), seen);
    }

    /** A filter that wants one of the package's functions wants to know why it is not there. */
    private void failPackage(Part part, GoException e) {
        boolean wanted = listener.admits(part.name(), part.name())
                || part.goPackage().functions().stream()
                        .filter(functions::takes)
                        .map(part.goPackage()::scenario)
                        .anyMatch(id -> listener.admits(id, id));
        if (wanted && shard.covers(part.name())) {
            failInReport(part.name(), part.goPackage().path(), e.headline(), e.details(), part.directory());
        }
    }

    /** Fails a leaf, unless verdicts fail nothing, for what stands in the report beside the scenarios. */
    void failInReport(String name, String packagePath, String headline, List<String> details, String directory) {
        progress.found();
        listener.always(name, () -> gate.error(name, packagePath, headline, details, directory, test()));
    }

    /** Fails a leaf, for a mistake in the test even where verdicts fail nothing. */
    void failInReport(String name, GoException e) {
        progress.found();
        listener.always(name, () -> gate.failed(name, e, test()));
    }

    /**
     * Fails a leaf for each pattern of the file of limits that matches nothing, once all scenarios are found.
     *
     * <p>It is chosen as other leaves are: a run of one benchmark is no occasion, and one machine of several says it.
     */
    void tellUnmatched() {
        for (LimitsFile.Unmatched pattern : index.unmatched(rules.file())) {
            String place = pattern.place();
            if (asksFor(place)) {
                listener.fail(place, pattern.error());
            }
        }
    }

    /** Returns whether a leaf that stands beside the packages is to be told, here and now. */
    boolean asksFor(String name) {
        return listener.chooses(name, name) && listener.admits(name, name) && shard.covers(name);
    }

    private String test() {
        return listener.test();
    }
}
