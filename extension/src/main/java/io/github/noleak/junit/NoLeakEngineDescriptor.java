package io.github.noleak.junit;

import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** The root, which carries the filters for leaves from discovery to execution. */
final class NoLeakEngineDescriptor extends EngineDescriptor {

    private final Filter<TestDescriptor> filter;

    NoLeakEngineDescriptor(UniqueId id, Filter<TestDescriptor> filter) {
        super(id, "NoLeak");
        this.filter = filter;
    }

    Filter<TestDescriptor> filter() {
        return filter;
    }
}
