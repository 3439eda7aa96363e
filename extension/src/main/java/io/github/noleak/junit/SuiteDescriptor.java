package io.github.noleak.junit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/**
 * An annotated class, to which scenarios are added while it runs.
 *
 * <p>It stands right below the engine, as a container with the class for a source: else Surefire drops what is below it.
 */
final class SuiteDescriptor extends AbstractTestDescriptor {

    static final String SEGMENT = "class";

    private final Class<?> suite;
    private final Set<TestTag> tags;
    private final Set<String> chosen = new LinkedHashSet<>();
    private boolean whole;

    SuiteDescriptor(TestDescriptor parent, Class<?> suite) {
        super(id(parent, suite), suite.getSimpleName(), ClassSource.from(suite));
        this.suite = suite;
        this.tags = JupiterAnnotations.tags(suite);
    }

    static UniqueId id(TestDescriptor parent, Class<?> suite) {
        return parent.getUniqueId().append(SEGMENT, suite.getName());
    }

    Class<?> suite() {
        return suite;
    }

    /** Chooses all scenarios. */
    void chooseAll() {
        whole = true;
    }

    /** Chooses one scenario, or all of a package that is named instead. */
    void choose(String name) {
        chosen.add(name);
    }

    /** Returns whether a leaf of a package is to be run. */
    boolean chooses(String leaf, String packageLeaf) {
        return whole || chosen.contains(leaf) || chosen.contains(packageLeaf);
    }

    /** Returns whether a function or what is below it is to be run. */
    boolean choosesSomeOf(String function, String packageLeaf) {
        return chooses(function, packageLeaf) || chosen.stream().anyMatch(c -> c.startsWith(function + "/"));
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public boolean mayRegisterTests() {
        return true;
    }

    /** Surefire's XML has it as the class name of every scenario. */
    @Override
    public String getLegacyReportingName() {
        return suite.getName();
    }
}
