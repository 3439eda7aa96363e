package io.github.noleak.junit;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import io.github.noleak.config.Annotations;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.Declared;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * What the annotations of a suite say.
 *
 * @param defaults what holds for every scenario
 * @param gated the ids, as they are written, that methods of the class gate
 */
record SuiteDeclaration(
        String where, GoBenchmarks benchmarks, GoModule module, Annotations defaults, List<String> gated) {

    static SuiteDeclaration of(Class<?> suite) {
        String where = suite.getSimpleName();
        GoModule module = Suites.find(suite, GoModule.class)
                .orElseThrow(() -> new ConfigurationException("@GoBenchmarks on " + where
                        + " has no Go module; expected: @GoModule(\"<directory of go.mod>\") on the class"));
        GoBenchmarks benchmarks =
                AnnotationSupport.findAnnotation(suite, GoBenchmarks.class).orElseThrow();
        Annotations defaults = new Annotations(
                null,
                Suites.find(suite, NoLeak.class)
                        .map(d -> new Declared(d, where))
                        .orElse(null));
        List<String> gated =
                AnnotationSupport.findAnnotatedMethods(suite, NoLeak.class, HierarchyTraversalMode.TOP_DOWN).stream()
                        .flatMap(m -> AnnotationSupport.findAnnotation(m, NoLeak.class).stream())
                        .flatMap(d -> Stream.of(d.benchmark(), d.test()))
                        .filter(id -> !id.isBlank())
                        .toList();
        return new SuiteDeclaration(where, benchmarks, module, defaults, gated);
    }
}
