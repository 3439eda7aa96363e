package io.github.noleak.junit;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestTag;

/** Reads those annotations of Jupiter that a suite heeds; without Jupiter on the class path there are none. */
final class JupiterAnnotations {

    private JupiterAnnotations() {}

    /** Returns the tags of a class and of the classes around it. */
    static Set<TestTag> tags(Class<?> type) {
        Set<TestTag> tags = new LinkedHashSet<>();
        try {
            for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
                AnnotationSupport.findRepeatableAnnotations(c, Tag.class).stream()
                        .map(Tag::value)
                        .filter(TestTag::isValid)
                        .map(TestTag::create)
                        .forEach(tags::add);
            }
        } catch (NoClassDefFoundError e) {
            return Set.of();
        }
        return tags;
    }

    /** Returns the reason why a class is not to be run. */
    static Optional<String> disabled(Class<?> type) {
        try {
            return Suites.find(type, Disabled.class)
                    .map(d -> d.value().isBlank() ? type.getSimpleName() + " is @Disabled" : d.value());
        } catch (NoClassDefFoundError e) {
            return Optional.empty();
        }
    }
}
