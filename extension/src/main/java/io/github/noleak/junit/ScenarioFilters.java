package io.github.noleak.junit;

import java.util.List;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * The filters that the launcher applies after discovery, such as Surefire's for methods and groups.
 *
 * <p>ScenarioRegistry are registered after that, so the engine has to apply them itself.
 */
final class ScenarioFilters {

    private ScenarioFilters() {}

    static Filter<TestDescriptor> of(EngineDiscoveryRequest request) {
        try {
            if (request instanceof LauncherDiscoveryRequest launched) {
                List<PostDiscoveryFilter> filters = launched.getPostDiscoveryFilters();
                return Filter.composeFilters(filters);
            }
        } catch (NoClassDefFoundError e) {
            // The engine is driven without a launcher, which then has no filters.
        }
        return Filter.composeFilters();
    }
}
