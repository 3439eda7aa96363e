package io.github.noleak.junit;

import io.github.noleak.config.ConfigurationException;
import java.util.Optional;
import org.junit.platform.engine.TestEngine;

/** Knows with which JUnit this runs. */
final class JUnitVersion {

    /** What the platform has since JUnit 5.10. */
    private static final String SINCE_5_10 = "org.junit.platform.engine.support.store.NamespacedHierarchicalStore";

    private JUnitVersion() {}

    /**
     * Sees that this JUnit is one that is supported.
     *
     * @throws ConfigurationException if it is older
     */
    static void require() {
        require(
                TestEngine.class.getClassLoader(),
                Optional.ofNullable(TestEngine.class.getPackage()).map(Package::getImplementationVersion));
    }

    static void require(ClassLoader loader, Optional<String> platform) {
        try {
            Class.forName(SINCE_5_10, false, loader);
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException("NoLeak needs JUnit 5.10 or later, and runs with "
                    + platform.map(version -> "version " + version + " of the JUnit Platform")
                            .orElse("an older one")
                    + "; set <junit-jupiter.version>5.14.4</junit-jupiter.version> under a Spring Boot parent, else"
                    + " raise the version of junit-bom or of junit-jupiter in the pom");
        }
    }
}
