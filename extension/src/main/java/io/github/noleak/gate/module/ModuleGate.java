package io.github.noleak.gate.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.scenario.Gate;
import io.github.noleak.gate.scenario.Rules;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.NearNames;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.module.ModuleListing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** Gates a module: finds its packages, and has the scenarios of each gated. */
@API(status = INTERNAL, since = "0.1")
public record ModuleGate(Session session, ModuleRequest request, ScenarioListener listener) {

    /** The default, which matches nothing in a module that has tests alone. */
    private static final FunctionFilter.Idle UNASKED = new FunctionFilter.Idle("include", ".*");

    /**
     * Gates all of it.
     *
     * @throws ConfigurationException for a mistake in what was asked for
     */
    public void run() {
        Shard shard = Shard.of(System.getenv());
        ScenarioSettings.check(request.defaults(), session.settings());
        ListedModules modules = ListedModules.of(request, session);
        Rules rules = new Rules(request.defaults(), modules.limits(), session.settings());
        Progress progress = Progress.counting();
        Gate gate = new Gate(session, progress);
        ScenarioIndex index = new ScenarioIndex(modules.listed());
        run(modules, new PackageGate(listener, session, rules, request.functions(), shard, index, progress, gate));
    }

    private void run(ListedModules found, PackageGate run) {
        found.failure().ifPresent(e -> run.failInReport(found.directory(), e));
        List<ModuleListing> modules = found.listed();
        Set<String> gated = gated(modules);
        List<PackagePattern> patterns = patterns();
        List<PackageGate.Part> parts = new ArrayList<>();
        for (ModuleListing module : modules) {
            for (GoPackage goPackage : module.packages()) {
                if (patterns.stream().anyMatch(p -> p.matches(goPackage))) {
                    parts.add(new PackageGate.Part(module, goPackage, gated));
                }
            }
        }
        if (!modules.isEmpty()) {
            tellIdle(modules, parts);
        }
        Workers.work(run.session().settings().parallelism(), parts, run::find, run.progress()::allFound);
        if (found.failure().isEmpty() && !listener.isCancelled()) {
            run.tellUnmatched();
        }
        listener.allFound(request.words().name());
        if (found.failure().isEmpty() && !listener.isCancelled()) {
            new VanishedScenarios(run).tell(modules);
        }
    }

    private List<PackagePattern> patterns() {
        return request.packages().stream().map(PackagePattern::new).toList();
    }

    /** Returns the whole ids of the scenarios that are gated elsewhere. */
    private Set<String> gated(List<ModuleListing> modules) {
        Set<String> ids = new HashSet<>();
        for (String id : request.elsewhere()) {
            for (ModuleListing module : modules) {
                try {
                    ScenarioName name = ScenarioName.parse(id);
                    ids.add(module.packageOf(name).scenario(name.goName()));
                } catch (GoException e) {
                    // Whoever gates it says it.
                }
            }
        }
        return ids;
    }

    /** A pattern that matches nothing is a mistake, or was overtaken by a change of the Go code. */
    private void tellIdle(List<ModuleListing> modules, List<PackageGate.Part> parts) {
        FunctionFilter filter = request.functions();
        tellIdlePackages(modules);
        if (parts.isEmpty()) {
            return;
        }
        List<String> functions = parts.stream()
                .flatMap(p -> p.goPackage().functions().stream())
                .distinct()
                .toList();
        boolean some = functions.stream().anyMatch(filter::takes);
        List<FunctionFilter.Idle> idle = filter.idle(functions).stream()
                .filter(i -> !(some && i.equals(UNASKED)))
                .toList();
        for (FunctionFilter.Idle pattern : idle) {
            fail(pattern, pattern.member().equals("tests") ? "test" : "benchmark", functions);
        }
        if (!some && idle.isEmpty()) {
            String name = request.words().name();
            listener.fail(
                    name,
                    new ConfigurationException(name + " on " + request.words().where()
                            + " takes nothing in: `include` and `tests` are empty, or `exclude` takes all out again"));
        }
    }

    private void tellIdlePackages(List<ModuleListing> modules) {
        List<GoPackage> packages =
                modules.stream().flatMap(m -> m.packages().stream()).toList();
        for (PackagePattern pattern : patterns()) {
            if (packages.stream().noneMatch(pattern::matches)) {
                fail(
                        new FunctionFilter.Idle("packages", pattern.text()),
                        "package",
                        packages.stream()
                                .map(p -> p.id().isEmpty() ? "." : "./" + p.id())
                                .toList());
            }
        }
    }

    private void fail(FunctionFilter.Idle idle, String noun, List<String> names) {
        String found = request.words().part(idle.member(), idle.pattern());
        List<String> advice = NearNames.advice(idle.pattern().replaceAll("[^\\p{L}\\p{Nd}_/]", ""), names);
        listener.fail(
                found,
                new ConfigurationException(request.words().unmatched(idle.member(), idle.pattern(), noun) + "\n  "
                        + String.join("\n  ", advice)));
    }
}
