package io.github.noleak.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.support.discovery.SelectorResolver.Resolution.unresolved;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/**
 * Finds suites by their annotation, and notes which of their scenarios are asked for.
 *
 * <p>Nothing of Go is looked at: build tools discover far more often than they run.
 */
final class SuiteResolver implements SelectorResolver {

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        Set<ClassSelector> inner = ReflectionSupport.findNestedClasses(type, Suites::isInnerSuite).stream()
                .map(c -> selectClass(c))
                .collect(Collectors.toSet());
        if (Suites.isSuite(type)) {
            return suite(type, context, SuiteDescriptor::chooseAll, inner);
        }
        return inner.isEmpty() ? unresolved() : Resolution.selectors(inner);
    }

    @Override
    public Resolution resolve(NestedClassSelector selector, Context context) {
        Class<?> type = selector.getNestedClass();
        return Suites.isSuite(type) ? suite(type, context, SuiteDescriptor::chooseAll, Set.of()) : unresolved();
    }

    @Override
    public Resolution resolve(MethodSelector selector, Context context) {
        return scenario(selector.getClassName(), selector.getMethodName(), context);
    }

    /** The id of a scenario leads to its suite, where it is not known before the suite runs. */
    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        List<UniqueId.Segment> segments = selector.getUniqueId().getSegments();
        if (segments.size() < 2 || !segments.get(1).getType().equals(SuiteDescriptor.SEGMENT)) {
            return unresolved();
        }
        String suite = segments.get(1).getValue();
        if (segments.size() == 2) {
            return load(suite)
                    .map(type -> suite(type, context, SuiteDescriptor::chooseAll, Set.of()))
                    .orElse(unresolved());
        }
        UniqueId.Segment scenario = segments.get(2);
        return segments.size() == 3 && scenario.getType().equals(ScenarioDescriptor.SEGMENT)
                ? scenario(suite, scenario.getValue(), context)
                : unresolved();
    }

    private static Resolution scenario(String suite, String name, Context context) {
        return load(suite)
                .map(type -> suite(type, context, node -> node.choose(name), Set.of()))
                .orElse(unresolved());
    }

    private static Optional<Class<?>> load(String name) {
        return ReflectionSupport.tryToLoadClass(name).toOptional().filter(Suites::isSuite);
    }

    private static Resolution suite(
            Class<?> type, Context context, Consumer<SuiteDescriptor> choice, Set<ClassSelector> inner) {
        Optional<SuiteDescriptor> node = context.addToParent(parent -> Optional.of(child(parent, type)));
        node.ifPresent(choice);
        return node.map(n -> Resolution.match(Match.exact(n, () -> inner))).orElse(unresolved());
    }

    /** Several selectors may lead to one suite. */
    private static SuiteDescriptor child(TestDescriptor parent, Class<?> type) {
        UniqueId id = SuiteDescriptor.id(parent, type);
        return parent.getChildren().stream()
                .filter(c -> c.getUniqueId().equals(id))
                .map(SuiteDescriptor.class::cast)
                .findFirst()
                .orElseGet(() -> new SuiteDescriptor(parent, type));
    }
}
