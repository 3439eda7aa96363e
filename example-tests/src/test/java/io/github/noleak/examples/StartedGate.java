package io.github.noleak.examples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Gates two clean benchmarks by JUnit's launcher, and prints how long the JVM had run when the first one was judged. */
final class StartedGate {

    static final String FIRST = "first verdict: ";

    private StartedGate() {}

    @GoModule("go/inventory")
    static class TwoClean {

        @NoLeak(benchmark = "worker.BenchmarkStartFixed")
        void goroutine() {}

        @NoLeak(benchmark = "cache.BenchmarkPutFixed")
        void heap() {}
    }

    public static void main(String[] args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(TwoClean.class))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {

            private boolean told;

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && !told) {
                    told = true;
                    long millis = System.currentTimeMillis()
                            - ManagementFactory.getRuntimeMXBean().getStartTime();
                    System.out.printf(Locale.ROOT, "%s%.3f%n", FIRST, millis / 1e3);
                }
            }
        });
    }
}
