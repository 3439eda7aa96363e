package io.github.noleak.junit;

import io.github.noleak.GoModule;
import io.github.noleak.config.ConfigurationException;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The annotations of a test class. */
final class ClassAnnotations {

    private ClassAnnotations() {}

    /** Returns the module that the class names, which an annotation needs. */
    static GoModule module(ExtensionContext context, String what) {
        return find(context, GoModule.class)
                .orElseThrow(() -> new ConfigurationException(
                        what + " has no Go module; expected: @GoModule(\"<directory of go.mod>\") on the class"));
    }

    /** Returns an annotation of the test class, or of the nearest class around it. */
    static <A extends Annotation> Optional<A> find(ExtensionContext context, Class<A> type) {
        return Stream.iterate(
                        Optional.of(context),
                        Optional::isPresent,
                        c -> c.orElseThrow().getParent())
                .flatMap(c -> AnnotationSupport.findAnnotation(c.orElseThrow().getTestClass(), type).stream())
                .findFirst();
    }
}
