package io.github.noleak.junit;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.ModuleListing;
import io.github.noleak.go.NearNames;
import io.github.noleak.go.ScenarioName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs one suite: finds its modules and packages, and has each package's scenarios gated. */
record SuiteRun(SuiteNode suite, Leaves leaves, SharedSession shared) {

    private static final String NAME = "@" + GoBenchmarks.class.getSimpleName();

    /** The default, which matches nothing in a module that has tests alone. */
    private static final FunctionFilter.Idle UNASKED = new FunctionFilter.Idle("include", ".*");

    void run() {
        Session session = null;
        try {
            SuiteDeclaration declaration = SuiteDeclaration.of(suite.suite());
            FunctionFilter functions = FunctionFilter.of(declaration.benchmarks(), declaration.where());
            Shard shard = Shard.of(System.getenv());
            session = shared.get();
            ScenarioSettings.check(declaration.defaults(), session.settings());
            SuiteModules modules = SuiteModules.of(declaration, session);
            Rules rules = new Rules(declaration.defaults(), modules.limits(), session.settings());
            Progress progress = Progress.counting();
            Gate gate = new Gate(session, progress);
            Survey survey = new Survey(modules.listed());
            run(
                    declaration,
                    modules,
                    new PackageRun(suite, leaves, session, rules, functions, shard, survey, progress, gate));
        } catch (ConfigurationException e) {
            leaves.fail(NAME, e);
        } catch (RuntimeException | Error e) {
            fail(session, e);
        }
    }

    /** What goes wrong in NoLeak itself ends no other engine's run, and is in the report, if there is one. */
    private void fail(@Nullable Session session, Throwable e) {
        leaves.always(NAME, () -> {
            if (session == null) {
                rethrow(e);
                return;
            }
            Gate gate = new Gate(session, Progress.ofOne());
            gate.enforce(gate.fault(NAME, e, "", suite.suite().getName()));
        });
    }

    private void run(SuiteDeclaration declaration, SuiteModules found, PackageRun run) {
        found.failure().ifPresent(e -> run.failInReport(found.directory(), e));
        List<ModuleListing> modules = found.listed();
        Set<String> gated = gated(declaration, modules);
        List<PackagePattern> patterns = patterns(declaration);
        List<PackageRun.Part> parts = new ArrayList<>();
        for (ModuleListing module : modules) {
            for (GoPackage goPackage : module.packages()) {
                if (patterns.stream().anyMatch(p -> p.matches(goPackage))) {
                    parts.add(new PackageRun.Part(module, goPackage, gated));
                }
            }
        }
        if (!modules.isEmpty()) {
            tellIdle(declaration, modules, parts, run.functions());
        }
        Crew.work(run.session().settings().parallelism(), parts, run::find, run.progress()::allFound);
        if (found.failure().isEmpty() && !leaves.cancelled()) {
            run.tellUnmatched();
        }
        leaves.requireAny(NAME);
        if (found.failure().isEmpty() && !leaves.cancelled()) {
            new VanishedScenarios(run).tell(modules);
        }
    }

    private static void rethrow(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        throw e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }

    private static List<PackagePattern> patterns(SuiteDeclaration declaration) {
        return List.of(declaration.benchmarks().packages()).stream()
                .map(PackagePattern::new)
                .toList();
    }

    /** Returns the scenarios that methods of the class gate, which Jupiter runs. */
    private static Set<String> gated(SuiteDeclaration declaration, List<ModuleListing> modules) {
        Set<String> ids = new HashSet<>();
        for (String id : declaration.gated()) {
            for (ModuleListing module : modules) {
                try {
                    ScenarioName name = ScenarioName.parse(id);
                    ids.add(module.packageOf(name).scenario(name.goName()));
                } catch (GoException e) {
                    // The method's own test says it.
                }
            }
        }
        return ids;
    }

    /** A pattern that matches nothing is a mistake, or was overtaken by a change of the Go code. */
    private void tellIdle(
            SuiteDeclaration declaration,
            List<ModuleListing> modules,
            List<PackageRun.Part> parts,
            FunctionFilter filter) {
        tellIdlePackages(declaration, modules);
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
            fail(declaration, pattern, pattern.member().equals("tests") ? "test" : "benchmark", functions);
        }
        if (!some && idle.isEmpty()) {
            leaves.fail(
                    NAME,
                    new ConfigurationException(NAME + " on " + declaration.where()
                            + " takes nothing in: `include` and `tests` are empty, or `exclude` takes all out again"));
        }
    }

    private void tellIdlePackages(SuiteDeclaration declaration, List<ModuleListing> modules) {
        List<GoPackage> packages =
                modules.stream().flatMap(m -> m.packages().stream()).toList();
        for (PackagePattern pattern : patterns(declaration)) {
            if (packages.stream().noneMatch(pattern::matches)) {
                fail(
                        declaration,
                        new FunctionFilter.Idle("packages", pattern.text()),
                        "package",
                        packages.stream()
                                .map(p -> p.id().isEmpty() ? "." : "./" + p.id())
                                .toList());
            }
        }
    }

    private void fail(SuiteDeclaration declaration, FunctionFilter.Idle idle, String noun, List<String> names) {
        String found = NAME + "(" + idle.member() + " = \"" + idle.pattern() + "\")";
        List<String> advice = NearNames.advice(idle.pattern().replaceAll("[^\\p{L}\\p{Nd}_/]", ""), names);
        leaves.fail(
                found,
                new ConfigurationException(found + " on " + declaration.where() + " matches no " + noun
                        + " of the Go module\n  "
                        + String.join("\n  ", advice)));
    }
}
