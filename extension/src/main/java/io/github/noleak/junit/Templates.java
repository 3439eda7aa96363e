package io.github.noleak.junit;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.UniqueId;

/** Knows of methods that JUnit runs several times, such as those with {@code @ParameterizedTest}. */
final class Templates {

    private static final String METHOD = "method";
    private static final String INVOCATION = "-invocation";

    private Templates() {}

    /** Returns whether a context is that of a template, but as a single test. */
    static boolean isTemplateRunAsOneTest(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), TestTemplate.class)
                && UniqueId.parse(context.getUniqueId())
                        .getLastSegment()
                        .getType()
                        .equals(METHOD);
    }

    /** Returns which invocation a test is of, such as {@code [2]}; empty where there is one alone. */
    static String invocation(UniqueId test) {
        return test.getSegments().stream()
                .filter(s -> s.getType().endsWith(INVOCATION))
                .map(s -> "[" + s.getValue().replace("#", "") + "]")
                .collect(Collectors.joining());
    }

    /** Returns the annotation that makes a method a template or a factory of tests, as it is written. */
    static Optional<String> annotation(Method method) {
        return Stream.of(method.getAnnotations())
                .map(a -> a.annotationType())
                .filter(a -> a == TestFactory.class
                        || a == TestTemplate.class
                        || AnnotationSupport.isAnnotated(a, TestFactory.class)
                        || AnnotationSupport.isAnnotated(a, TestTemplate.class))
                .map(a -> "@" + a.getSimpleName())
                .findFirst();
    }

    static boolean isFactory(Method method) {
        return AnnotationSupport.isAnnotated(method, TestFactory.class);
    }
}
