package io.github.noleak.go.run;

import io.github.noleak.go.NoSuchNameException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.GateSource;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.goroutine.BlockedGoroutines;
import io.github.noleak.go.goroutine.GoroutineDump;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.goroutine.PanicText;
import io.github.noleak.go.output.Outcome;
import io.github.noleak.go.output.OutcomeLines;
import io.github.noleak.go.output.OutcomeScanner;
import io.github.noleak.go.process.BoundedText;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.RunResult.Cause;
import io.github.noleak.go.run.RunResult.Ended;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in words how a process of one scenario ended that was not measured, or failed once it was. */
record ScenarioEnd(TestBinary binary, ScenarioName scenario) {

    private static final Duration LAST_DUMP = Duration.ofSeconds(5);

    private static final int OUTPUT_LINES = 20;

    /** What Go prints of a benchmark that has run. */
    private static final Pattern RESULT = Pattern.compile("Benchmark\\S*\\s+\\d+\\t.* ns/op.*");

    /** From Go 1.27 on, these stand around what is logged as an error: findings/go-test2json-error-marks.sh. */
    private static final Pattern ERROR_MARKS = Pattern.compile("[\\x0e\\x0f]");

    /** Returns why a process has failed; null if it has ended well. */
    static @Nullable Ended failure(ChildProcess process) {
        return failure(process, List.of());
    }

    /** Returns the same for one that writes errors to its output, as Go's tests do where they mark their lines. */
    static @Nullable Ended failure(ChildProcess process, BoundedText output) {
        List<String> lines = said(output);
        int passed = lines.lastIndexOf("PASS");
        return failure(process, passed < 0 ? List.of() : last(lines.subList(passed + 1, lines.size())));
    }

    private static @Nullable Ended failure(ChildProcess process, List<String> said) {
        if (process.exitCode() == 0) {
            return null;
        }
        List<String> lines = new ArrayList<>(said);
        lines.addAll(process.errors().lastLines(OUTPUT_LINES));
        return new Ended(Cause.FAILED, "failed after its tests had passed (" + process.howEnded() + ")", lines);
    }

    /** Returns why a process ended early. */
    Ended failed(ChildProcess process, BoundedText output) throws IOException {
        int code = process.exitCode();
        String how = process.howEnded();
        PanicText panic = PanicText.find(new StringReader(errors(process)), this::userCode);
        if (panic == null) {
            panic = PanicText.find(new StringReader(binary.original(output.text())), this::userCode);
        }
        List<String> details = new ArrayList<>();
        if (panic != null && panic.isDeadlock()) {
            return new Ended(
                    Cause.HUNG, panic.headline(), blocked(GoroutineDump.parse(new StringReader(errors(process)))));
        }
        if (panic != null) {
            details.addAll(panic.details());
            panic.frames().forEach(f -> details.add("at " + f));
            return new Ended(Cause.FAILED, panic.headline() + " (" + how + ")", details);
        }
        List<String> lines = new ArrayList<>(last(said(output)));
        lines.addAll(process.errors().lastLines(OUTPUT_LINES));
        String headline = code == 0
                ? "the process ended with exit code 0 before it could be measured"
                : lines.stream().anyMatch(l -> l.contains("--- FAIL"))
                        ? "failed (" + how + ")"
                        : "the process ended: " + how;
        return new Ended(Cause.FAILED, headline, lines);
    }

    /** Returns the lines of an output that are of the scenario: without marks, what passed, and the gate's own. */
    private static List<String> said(BoundedText output) {
        return output.text()
                .lines()
                .map(l -> ERROR_MARKS
                        .matcher(l.substring(l.lastIndexOf(OutcomeScanner.MARK) + 1))
                        .replaceAll(""))
                .filter(l -> !l.isBlank()
                        && !l.startsWith("=== ")
                        && !l.startsWith(GateSource.BENCHMARK)
                        && !RESULT.matcher(l).matches())
                .toList();
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - OUTPUT_LINES), lines.size());
    }

    /**
     * Returns what kept a scenario from being run; null if nothing did.
     *
     * @param ran whether it was seen to run
     */
    @Nullable
    Ended withoutResult(Workplace workplace, String output, int processors, boolean ran) throws IOException {
        Outcome outcome = OutcomeLines.last(new StringReader(output), scenario.goName(), processors);
        if (outcome != null && outcome.kind() == Outcome.Kind.SKIPPED && !ran) {
            List<String> reasons = outcome.text();
            return new Ended(
                    Cause.SKIPPED,
                    reasons.isEmpty() ? "skipped itself" : reasons.get(0).strip(),
                    reasons);
        }
        if (ran || (!scenario.isBenchmark() && outcome != null)) {
            return null;
        }
        if (!scenario.sub().isEmpty()) {
            throw new NoSuchNameException(
                    "there is no " + scenario.goName() + " in "
                            + binary.goPackage().path(),
                    new SubNames(workplace, binary, scenario).advice());
        }
        return new Ended(Cause.FAILED, scenario.goName() + " ran without a result", List.of());
    }

    /** Ends a process that gets no further, and returns where its goroutines are. */
    Ended hung(ChildProcess process, Path directory, Cause cause, Duration waited)
            throws InterruptedException, IOException {
        String headline = "not done after %.1f s (noleak.timeout)".formatted(seconds(waited));
        Path stacks = directory.resolve("hang.txt");
        process.printStacks(stacks, LAST_DUMP);
        return new Ended(cause, headline, blocked(stacks, process));
    }

    /** Returns what is said of a process that was still at work. */
    static Ended slow(long operations, Duration waited) {
        return new Ended(
                Cause.TOO_SLOW,
                "%,d operations were not done after %.1f s".formatted(operations, seconds(waited)),
                List.of());
    }

    static Ended unreadable(Exception e) {
        return new Ended(
                Cause.UNREADABLE,
                "what the gate measured cannot be read: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                List.of());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private List<String> blocked(Path stacks, ChildProcess process) throws IOException {
        if (!Files.exists(stacks)) {
            return process.errors().lastLines(OUTPUT_LINES);
        }
        return blocked(GoroutineDump.parse(new StringReader(binary.original(Files.readString(stacks)))));
    }

    private List<String> blocked(List<GoroutineGroup> goroutines) {
        return BlockedGoroutines.describe(goroutines, this::userCode, binary.gatePackage());
    }

    private String errors(ChildProcess process) {
        return binary.original(process.errors().text());
    }

    private boolean userCode(Frame frame) {
        return binary.module().contains(frame.file()) && !GateSource.owns(frame.file());
    }
}
