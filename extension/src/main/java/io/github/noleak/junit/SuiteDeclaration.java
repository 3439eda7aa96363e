package io.github.noleak.junit;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import io.github.noleak.config.Annotations;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.Declared;
import io.github.noleak.gate.module.FunctionFilter;
import io.github.noleak.gate.module.ModuleRequest;
import io.github.noleak.gate.module.RequestWords;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Reads what the annotations of a suite say. */
final class SuiteDeclaration {

    static final String NAME = "@" + GoBenchmarks.class.getSimpleName();

    private SuiteDeclaration() {}

    /**
     * Returns what a class asks for.
     *
     * @throws ConfigurationException if it names no module, or an annotation has a mistake
     */
    static ModuleRequest of(Class<?> suite) {
        RequestWords words = new Words(suite.getSimpleName());
        GoModule module = Suites.find(suite, GoModule.class)
                .orElseThrow(() -> new ConfigurationException(NAME + " on " + words.where()
                        + " has no Go module; expected: @GoModule(\"<directory of go.mod>\") on the class"));
        GoBenchmarks benchmarks =
                AnnotationSupport.findAnnotation(suite, GoBenchmarks.class).orElseThrow();
        Annotations defaults = new Annotations(
                null,
                Suites.find(suite, NoLeak.class)
                        .map(d -> new Declared(d, words.where()))
                        .orElse(null));
        return new ModuleRequest(
                module.value(),
                List.of(module.tags()),
                Modules.environment(module),
                List.of(module.flags()),
                List.of(benchmarks.packages()),
                FunctionFilter.of(benchmarks.include(), benchmarks.exclude(), benchmarks.tests(), words),
                defaults,
                gatedByMethods(suite),
                words);
    }

    record Words(String where) implements RequestWords {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String part(String member, String value) {
            return NAME + "(" + member + " = \"" + value + "\")";
        }
    }

    /** Returns the scenarios that Jupiter runs. */
    private static List<String> gatedByMethods(Class<?> suite) {
        return AnnotationSupport.findAnnotatedMethods(suite, NoLeak.class, HierarchyTraversalMode.TOP_DOWN).stream()
                .flatMap(m -> AnnotationSupport.findAnnotation(m, NoLeak.class).stream())
                .flatMap(d -> Stream.of(d.benchmark(), d.test()))
                .filter(id -> !id.isBlank())
                .toList();
    }
}
