package io.github.noleak.junit;

import io.github.noleak.GoBenchmarks;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;

/** Knows which classes the engine runs, from their annotations alone. */
final class Suites {

    private Suites() {}

    /** Returns whether a class is a suite; an abstract one gives its annotation to those that extend it. */
    static boolean isSuite(Class<?> type) {
        return !type.isInterface()
                && !type.isAnnotation()
                && !Modifier.isAbstract(type.getModifiers())
                && AnnotationSupport.isAnnotated(type, GoBenchmarks.class);
    }

    /** Returns whether a class is a suite that is run with the class around it, as Jupiter's nested classes are. */
    static boolean isInnerSuite(Class<?> type) {
        return type.isMemberClass() && !Modifier.isStatic(type.getModifiers()) && isSuite(type);
    }

    /** Returns an annotation of a class, or of the nearest class around it. */
    static <A extends Annotation> Optional<A> find(Class<?> type, Class<A> annotation) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getEnclosingClass)
                .flatMap(c -> AnnotationSupport.findAnnotation(c, annotation).stream())
                .findFirst();
    }
}
