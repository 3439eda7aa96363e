package consumer;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

@Suite
@SelectClasses(ShopBenchmarks.class)
class ShopSuiteTest {}
