package io.github.noleak.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.noleak.GoModule;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * A gate that failed as it should; what is known here of its message is known nowhere else in the examples.
 *
 * @param module the Go module that the test gates
 * @param message what the test failed with
 * @param minorVersion that of Go: 26 of {@code go1.26.8}
 */
record FailedGate(Path module, String message, int minorVersion) {

    /** Go 1.26 can prove that nothing wakes a goroutine. */
    private static final int PROVING = 26;

    private static final Path REPORTS = Path.of("target/noleak-leaking"); // apart from the clean ones

    private static final Pattern VERSION = Pattern.compile("\"go\": ?\"go1\\.(\\d+)");

    private static final Pattern PAGE = Pattern.compile("likely cause: .* \\(docs/leaks/(.*)\\.md\\)");

    /** Runs one test of a class that the build leaves out, and expects this test alone to run and to fail. */
    static FailedGate of(Class<?> testCase, String method, Class<?>... parameters) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(true) // so that -Dnoleak.go and its like hold here too
                .configurationParameter("noleak.report.dir", REPORTS.toString())
                .configurationParameter("noleak.service.budget", "8s") // enough to see a leak of each call
                .selectors(selectMethod(testCase, method, parameters))
                .execute();
        results.containerEvents().assertStatistics(s -> s.failed(0));
        results.testEvents().assertStatistics(s -> s.started(1).succeeded(0).failed(1));
        List<Throwable> failures = results.testEvents().failed().stream()
                .map(e -> e.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .flatMap(Optional::stream)
                .toList();
        assertThat(failures).singleElement().isInstanceOf(AssertionError.class);
        return new FailedGate(
                GoSource.module(testCase.getAnnotation(GoModule.class).value()),
                String.valueOf(failures.get(0).getMessage()),
                minor());
    }

    private static int minor() {
        try {
            Matcher version = VERSION.matcher(Files.readString(REPORTS.resolve("report.json")));
            assertThat(version.find()).isTrue();
            return Integer.parseInt(version.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FailedGate isALeakOf(Metric metric) {
        return is(Verdict.LEAK, metric);
    }

    FailedGate isARegressionOf(Metric metric) {
        return is(Verdict.REGRESSION, metric);
    }

    /** The scenarios' own names contain "leak", so the verdict has to be the first word. */
    private FailedGate is(Verdict verdict, Metric metric) {
        assertThat(message).startsWith(verdict.name() + " ");
        assertThat(message.lines())
                .anySatisfy(line ->
                        assertThat(line.strip()).startsWith(metric.key() + " ").endsWith("crossed"));
        return this;
    }

    /** Expects the id of the scenario right behind the verdict. */
    FailedGate isOf(String scenario) {
        assertThat(message).matches("(?s)[A-Z]+ " + Pattern.quote(scenario) + ": .*");
        return this;
    }

    /** Expects the function, or a closure that it makes, as the place of something kept. */
    FailedGate isKeptBy(String function, String fileName) {
        return hasALine(" per operation: (closure in )?", function, fileName);
    }

    /** Expects the function as the one that started what is kept. */
    FailedGate isCreatedBy(String function, String fileName) {
        return hasALine("^ *created by ", function, fileName);
    }

    private FailedGate hasALine(String start, String function, String fileName) {
        String place = Pattern.quote(function + " (" + fileName + ":") + "\\d+\\)";
        assertThat(message).containsPattern("(?m)" + start + place + "$");
        return this;
    }

    /** Expects some likely causes of what is kept, by their pages, and no others. */
    FailedGate isSaidToComeOf(String... causes) {
        assertThat(PAGE.matcher(message).results().map(page -> page.group(1)).distinct())
                .containsExactlyInAnyOrder(causes);
        return this;
    }

    /** Expects the compiler's reason why something is on the heap. */
    FailedGate isOnTheHeapFor(String reason) {
        assertThat(message).contains("  the compiler: " + reason);
        return this;
    }

    /** Expects that the runtime, where it can, proves that nothing can wake the goroutines. */
    FailedGate isProvenByTheRuntime() {
        return isSaidByTheRuntime("proven by the runtime: blocked on what nothing can reach");
    }

    /** Expects that the runtime, where it can, says that something may yet wake the goroutines. */
    FailedGate isReachable() {
        return isSaidByTheRuntime("reachable: blocked on a global or a live value");
    }

    private FailedGate isSaidByTheRuntime(String words) {
        if (minorVersion >= PROVING) {
            assertThat(message).contains("  " + words + "\n");
        } else {
            assertThat(message).doesNotContain(words);
        }
        return this;
    }

    /** Expects that no cause is guessed. */
    FailedGate isNotExplained() {
        return isSaidToComeOf();
    }

    /** Expects every line of a Go file that is marked as leaking, and where it is marked who started it. */
    FailedGate namesTheMarkedLinesOf(String goFile) {
        GoSource source = GoSource.of(module, goFile);
        assertThat(source.linesMarked("leak: here")).isNotEmpty().allSatisfy(this::names);
        assertThat(source.linesMarked("leak: started here")).allSatisfy(this::names);
        return this;
    }

    private void names(GoSource.Line line) {
        assertThat(message).containsPattern(Pattern.quote(line.toString()) + "\\b");
    }
}
