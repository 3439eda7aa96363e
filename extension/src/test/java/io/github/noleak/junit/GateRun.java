package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * One JUnit run of gates, ended.
 *
 * @param ends how each method, or each scenario of a module, ended
 * @param skips why those that were not even started were skipped
 * @param reports the directory of the report
 */
public record GateRun(Map<String, TestExecutionResult> ends, Map<String, String> skips, Path reports) {

    private static final Pattern WORKPLACE = Pattern.compile("(/\\S*/noleak-[\\d-]+)/");

    /** Runs all tests of a class; parameters are keys and values in turn. No process and no file may be left after. */
    public static GateRun of(Path reports, Class<?> testCase, String... parameters) {
        GateRun run = of(EngineTestKit.engine("junit-jupiter").selectors(selectClass(testCase)), reports, parameters);
        assertThat(run.ends).isNotEmpty();
        return run;
    }

    /** Runs all tests of a class while other processes run. */
    static GateRun beside(Path reports, Class<?> testCase, String... parameters) {
        return run(EngineTestKit.engine("junit-jupiter").selectors(selectClass(testCase)), reports, false, parameters);
    }

    /** Runs what was selected of an engine; see {@link #of(Path, Class, String...)}. */
    public static GateRun of(EngineTestKit.Builder builder, Path reports, String... parameters) {
        return run(builder, reports, true, parameters);
    }

    private static GateRun run(EngineTestKit.Builder builder, Path reports, boolean alone, String... parameters) {
        builder.configurationParameter("noleak.report.dir", reports.toString());
        for (int i = 0; i < parameters.length; i += 2) {
            builder.configurationParameter(parameters[i], parameters[i + 1]);
        }
        Set<String> workplaces = ConcurrentHashMap.newKeySet();
        EngineExecutionResults results = watched(builder, workplaces);
        results.containerEvents().assertStatistics(s -> s.failed(0));
        if (alone) {
            assertNothingIsLeft(workplaces);
        }

        Map<String, String> skips = new LinkedHashMap<>();
        for (Event event : results.testEvents().skipped().list()) {
            skips.put(event.getTestDescriptor().getDisplayName(), event.getRequiredPayload(String.class));
        }
        Map<String, TestExecutionResult> ends = new LinkedHashMap<>();
        for (Event event : results.testEvents().finished().list()) {
            String method = event.getTestDescriptor()
                            .getSource()
                            .map(s -> ((MethodSource) s).getMethodName())
                            .orElseThrow()
                    + Templates.invocation(event.getTestDescriptor().getUniqueId());
            assertThat(ends.put(method, event.getRequiredPayload(TestExecutionResult.class)))
                    .as("%s ends once", method)
                    .isNull();
        }
        return new GateRun(ends, skips, reports);
    }

    /** Notes in which temporary directories the processes work. */
    private static EngineExecutionResults watched(EngineTestKit.Builder builder, Set<String> workplaces) {
        AtomicBoolean done = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            while (!done.get()) {
                descendants()
                        .forEach(line -> WORKPLACE
                                .matcher(line)
                                .results()
                                .map((MatchResult m) -> m.group(1))
                                .forEach(workplaces::add));
                pause();
            }
        });
        watch.setDaemon(true);
        watch.start();
        try {
            return builder.execute();
        } finally {
            done.set(true);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static List<String> descendants() {
        try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
            return all.map(GateRun::commandLine).toList();
        }
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private static void assertNothingIsLeft(Set<String> workplaces) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(descendants()).isEmpty();
            // Those whose parent has died are nobody's descendants.
            try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
                assertThat(all.map(GateRun::commandLine))
                        .noneMatch(line -> workplaces.stream().anyMatch(line::contains));
            }
        });
        assertThat(workplaces).allSatisfy(w -> assertThat(Path.of(w)).doesNotExist());
    }

    public void passes(String method) {
        assertThat(end(method).getStatus())
                .as("%s: %s", method, end(method))
                .isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
    }

    /** Returns the message of a test that was aborted, and so counts as skipped. */
    String aborted(String method) {
        assertThat(end(method).getStatus()).as(ends::toString).isEqualTo(TestExecutionResult.Status.ABORTED);
        return thrown(method).getMessage();
    }

    /** Returns what a test failed with. */
    Throwable failure(String method) {
        assertThat(end(method).getStatus())
                .as("%s: %s", method, end(method))
                .isEqualTo(TestExecutionResult.Status.FAILED);
        return thrown(method);
    }

    /** Returns the message of a gate that failed, after a look at its first line. */
    public String gateFailure(String method, String firstLineBegins) {
        Throwable failure = failure(method);
        assertThat(failure).isInstanceOf(AssertionError.class);
        assertThat(failure.getMessage()).startsWith(firstLineBegins);
        return failure.getMessage();
    }

    private Throwable thrown(String method) {
        return end(method).getThrowable().orElseThrow();
    }

    private TestExecutionResult end(String method) {
        assertThat(ends).containsKey(method);
        return ends.get(method);
    }

    JsonObject report() {
        try {
            return JsonParser.object().from(Files.readString(reports.resolve("report.json")));
        } catch (IOException | JsonParserException e) {
            throw new AssertionError("no report.json in " + reports, e);
        }
    }

    public List<JsonObject> scenarios() {
        JsonArray all = report().getArray("scenarios");
        return all.stream().map(JsonObject.class::cast).toList();
    }

    /** Returns the verdicts of the report, by scenario. */
    Map<String, String> verdicts() {
        Map<String, String> verdicts = new LinkedHashMap<>();
        scenarios().forEach(s -> verdicts.put(s.getString("id"), s.getString("verdict")));
        return verdicts;
    }

    /** Returns what the report says of the scenario that a method gates. */
    JsonObject scenario(String method) {
        List<JsonObject> found = scenarios().stream()
                .filter(s -> s.getString("test", "").endsWith("." + method))
                .toList();
        assertThat(found).as("in report.json, by %s", method).hasSize(1);
        return found.get(0);
    }
}
