package io.github.noleak.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.Holdings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Gates a module as a build does, as a program of its own, and prints after each scenario what this JVM holds, and what
 * only a collection has closed.
 */
final class ManyScenarios {

    @GoModule("named by a setting")
    @GoBenchmarks
    static class Suite {}

    private ManyScenarios() {}

    /** Arguments: a directory, and how many scenarios. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Path module = directory.resolve("module");
        write(module, Integer.parseInt(args[1]));
        // One after the other: what is seen at the end of one is of none that is under way.
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Suite.class))
                .configurationParameter("noleak.module", module.toString())
                .configurationParameter("noleak.parallelism", "1")
                .configurationParameter("noleak.mode", "report")
                .configurationParameter(
                        "noleak.report.dir", directory.resolve("report").toString())
                .build();
        LauncherFactory.create().execute(request, new Looking());
    }

    /** Most are clean; each tenth is a leak, which takes other ways. */
    private static void write(Path module, int scenarios) throws IOException {
        StringBuilder source = new StringBuilder("package many\n\nimport \"testing\"\n\nvar kept [][]byte\n");
        for (int i = 0; i < scenarios; i++) {
            source.append("\nfunc BenchmarkOf%03d(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n".formatted(i));
            source.append(i % 10 == 9 ? "\t\tkept = append(kept, make([]byte, 64))\n\t}\n}\n" : "\t}\n}\n");
        }
        Files.createDirectories(module);
        Files.writeString(module.resolve("go.mod"), "module example.com/many\n\ngo 1.19\n");
        Files.writeString(module.resolve("many_test.go"), source);
    }

    private static final class Looking implements TestExecutionListener {

        private long collections = -1;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isContainer()) {
                return;
            }
            boolean nothingHidden = collections == Holdings.collections();
            try {
                Holdings now = Holdings.now();
                Holdings settled = Holdings.settled();
                System.out.printf(
                        Locale.ROOT,
                        "%s %s %d %d %d %d %d %d%n",
                        test.getDisplayName(),
                        nothingHidden,
                        settled.threads(),
                        settled.files(),
                        settled.natives(),
                        settled.heapBytes(),
                        now.files() - settled.files(),
                        now.natives() - settled.natives());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            collections = Holdings.collections();
        }
    }
}
