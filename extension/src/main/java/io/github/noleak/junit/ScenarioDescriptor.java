package io.github.noleak.junit;

import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** A scenario as a test, or what went wrong before there was one. */
final class ScenarioDescriptor extends AbstractTestDescriptor {

    static final String SEGMENT = "scenario";

    private final SuiteDescriptor suite;

    ScenarioDescriptor(SuiteDescriptor suite, String name) {
        // Filters for methods look at a source of this kind alone.
        super(
                suite.getUniqueId().append(SEGMENT, name),
                name,
                MethodSource.from(suite.suite().getName(), name));
        this.suite = suite;
    }

    @Override
    public Set<TestTag> getTags() {
        return suite.getTags();
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }
}
