package io.github.noleak.go.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.GateSource;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.goroutine.GoroutineDump;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.inspect.ExecutionTrace;
import io.github.noleak.go.output.BenchmarkOutput;
import io.github.noleak.go.output.BenchmarkResult;
import io.github.noleak.go.output.Facts;
import io.github.noleak.go.output.OutcomeLines;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Hindrance;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.RunResult.Cause;
import io.github.noleak.go.run.RunResult.Ended;
import io.github.noleak.pprof.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of a test binary in processes of its own.
 *
 * @param kept a directory where the heap profile of each run is kept; null where none is
 */
@API(status = INTERNAL, since = "0.1")
public record ScenarioRun(
        Workplace workplace,
        TestBinary binary,
        ScenarioName scenario,
        @Nullable Path kept) {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    /** A process that has used less of a second than this was waiting. */
    private static final Duration AT_WORK = Duration.ofMillis(50);

    /** So many times longer may a process take that gets few of the processors. */
    private static final int LOADED = 4;

    private static final String HEAP = "heap.pb";

    private static final String TRACE = "trace";

    /** The gate writes it last. */
    static final String FACTS = "facts";

    private static final String GO_ON = "go-on";

    /** The bytes between two samples of the heap profile while benchmarks are listed. */
    public static final int LISTED = 4096;

    /** Go 1.19 cannot mark its own lines. */
    private static final String NO_MARKS = "invalid boolean value \"test2json\"";

    /** Runs a scenario, and keeps no file of it. */
    public ScenarioRun(Workplace workplace, TestBinary binary, ScenarioName scenario) {
        this(workplace, binary, scenario, null);
    }

    /** Returns the same, which keeps the heap profile of each run in a directory. */
    public ScenarioRun keeping(Path directory) {
        return new ScenarioRun(workplace, binary, scenario, directory);
    }

    /** Returns where the heap profile of a run is kept; the last run of its size replaces those before. */
    public static Path keptHeap(Path directory, long operations, int repeats, int profileRate) {
        return directory.resolve("heap-%dx%d-%d.pb".formatted(operations, repeats, profileRate));
    }

    /** Returns where the execution trace is kept, if there was one. */
    public static Path keptTrace(Path directory) {
        return directory.resolve(TRACE);
    }

    /** Runs the scenario once. */
    public RunResult run(RunRequest request) {
        return run(request, List.of());
    }

    /**
     * Runs some of the scenario's parts in one process.
     *
     * @param parts the names that Go prints, all of them one level below the scenario's; empty for all parts
     */
    public RunResult run(RunRequest request, List<String> parts) {
        return inProcess(request, command(request, parts), (process, directory) -> result(process, request, directory));
    }

    /** Runs the scenario once, and lets others look at the process before it ends. */
    public RunResult run(RunRequest request, Onlooker onlooker) {
        RunRequest held = request.with(RunRequest.Look.HELD);
        return inProcess(held, command(held), (process, directory) -> {
            long patience = System.nanoTime() + held.timeout().toNanos();
            while (!Files.exists(directory.resolve(FACTS)) && System.nanoTime() < patience) {
                if (process.await(SHORT)) {
                    break; // it has failed, which is told below
                }
            }
            if (process.isAlive() && Files.exists(directory.resolve(FACTS))) {
                onlooker.lookAt(process.pid(), binary.file());
            }
            Files.createFile(directory.resolve(GO_ON));
            return result(process, held, directory);
        });
    }

    /** Looks at a process that waits. */
    @FunctionalInterface
    public interface Onlooker {

        /** Looks at the process of an executable. */
        void lookAt(long pid, Path executable);
    }

    private RunResult result(ChildProcess process, RunRequest request, Path directory)
            throws IOException, InterruptedException {
        Ended late = await(process, request, directory);
        boolean measured = Files.exists(directory.resolve(FACTS));
        return late != null && (!measured || request.look() == RunRequest.Look.TRACE)
                ? late
                : read(process, request, directory, late);
    }

    private <T> T inProcess(RunRequest request, List<String> command, TestProcess.Work<T> work) {
        return new TestProcess(workplace, binary)
                .run(
                        scenario.goName(),
                        directory -> {
                            if (request.look() == RunRequest.Look.TRACE) {
                                command.add("-test.trace=" + directory.resolve(TRACE));
                            }
                            return workplace.start(
                                    command, binary.goPackage().directory(), environment(request, directory), null);
                        },
                        work);
    }

    /** Runs a benchmark at one operation, and returns what the test framework announced and the code printed. */
    Printed listing(Duration longest) {
        // What it takes is that of all parts together, each of which may take as long as the time limit.
        Duration patience = longest.multipliedBy(LOADED);
        RunRequest request =
                new RunRequest(1, 1, LISTED, Duration.ofMillis(1), Duration.ofMillis(100), patience, longest, false);
        List<String> marked = new ArrayList<>(command(request));
        marked.add("-test.v=test2json");
        Printed printed = print(marked, request);
        if (!printed.errors().contains(NO_MARKS)) {
            return printed;
        }
        List<String> plain = new ArrayList<>(command(request));
        plain.add("-test.v");
        return print(plain, request);
    }

    /**
     * What a process printed.
     *
     * @param result what it left behind
     */
    record Printed(String output, String errors, RunResult result) {}

    private Printed print(List<String> command, RunRequest request) {
        return inProcess(request, command, (process, directory) -> {
            RunResult result = result(process, request, directory);
            return new Printed(process.output().text(), process.errors().text(), result);
        });
    }

    private List<String> command(RunRequest request) {
        return command(request, List.of());
    }

    private List<String> command(RunRequest request, List<String> parts) {
        List<String> command = new ArrayList<>(List.of(
                binary.file().toString(),
                "-test.paniconexit0",
                "-test.timeout=0",
                "-test.benchmem",
                "-test.memprofilerate=" + request.profileRate()));
        if (scenario.isBenchmark()) {
            command.add("-test.run=^$");
            command.add("-test.bench=" + scenario.filter(GateSource.BENCHMARK, parts));
            command.add("-test.benchtime=" + request.operations() + "x");
            command.add("-test.count=" + request.repeats());
        } else {
            command.add("-test.run=" + scenario.filter(GateSource.TEST));
            command.add("-test.bench=^" + GateSource.BENCHMARK + "$");
            command.add("-test.benchtime=1x");
            command.add("-test.count=" + request.operations() * request.repeats());
        }
        if (request.verbose()) {
            command.add("-test.v");
        }
        return command;
    }

    private Map<String, String> environment(RunRequest request, Path directory) {
        Map<String, String> environment = binary.environment();
        environment.put("TMPDIR", TestProcess.temporary(directory).toString());
        environment.put("NOLEAK_GATE_DIR", directory.toString());
        environment.put("NOLEAK_GATE_QUIET", request.quiet().toMillis() + "ms");
        environment.put("NOLEAK_GATE_MAX", request.ceiling().toMillis() + "ms");
        environment.put("NOLEAK_GATE_PLANT", String.valueOf(RunRequest.PLANTED));
        if (request.look() == RunRequest.Look.LEAK_PROOF) {
            environment.put("NOLEAK_GATE_PROOF", "on");
        }
        if (request.look() == RunRequest.Look.HELD) {
            environment.put("NOLEAK_GATE_HOLD", directory.resolve(GO_ON).toString());
        }
        environment.put("NOLEAK_GATE_WINDOW", String.valueOf(scenario.isBenchmark() ? 0 : window(request)));
        return environment;
    }

    private static long window(RunRequest request) {
        return request.operations() / RunRequest.WINDOWS;
    }

    private @Nullable Ended await(ChildProcess process, RunRequest request, Path directory)
            throws InterruptedException, IOException {
        if (request.look() == RunRequest.Look.TRACE) {
            Ended large = watchTrace(process, request, directory.resolve(TRACE));
            if (large != null) {
                return large;
            }
        }
        Duration patience =
                request.patience().compareTo(request.timeout()) < 0 ? request.patience() : request.timeout();
        if (process.await(patience)) {
            return null;
        }
        Duration used = process.cpu();
        boolean working;
        do {
            if (process.await(LOOK)) {
                return null;
            }
            Duration now = process.cpu();
            working = now.minus(used).compareTo(AT_WORK) >= 0;
            // On a loaded machine a process gets few of the processors: it is slow only by what it has used.
            boolean slow = now.multipliedBy(2).compareTo(request.patience()) >= 0
                    || process.age().compareTo(request.patience().multipliedBy(LOADED)) >= 0;
            if (working && slow) {
                return ScenarioEnd.slow(request.operations(), process.age());
            }
            used = now;
        } while (process.age().compareTo(request.timeout()) < 0
                || (working && isKeptWaiting(process, used, request.timeout())));
        // What is at work, and has used about what all of the work should take, has not hung.
        boolean late = working && used.multipliedBy(RunRequest.SLOWER).compareTo(request.patience()) >= 0;
        return end().hung(process, directory, late ? Cause.TOO_SLOW : Cause.HUNG, process.age());
    }

    /** Ends the run as soon as its trace is larger than anybody would read. */
    private @Nullable Ended watchTrace(ChildProcess process, RunRequest request, Path trace)
            throws InterruptedException, IOException {
        while (process.age().compareTo(request.timeout()) < 0 && !process.await(SHORT)) {
            if (Files.exists(trace) && Files.size(trace) > ExecutionTrace.LARGEST) {
                return new Ended(
                        Cause.TOO_SLOW,
                        "that of %,d operations is larger than %,d MB"
                                .formatted(request.operations(), ExecutionTrace.LARGEST >> 20),
                        List.of());
            }
        }
        return null;
    }

    /** On a loaded machine, the time limit is one of the processors' time, within reason. */
    private static boolean isKeptWaiting(ChildProcess process, Duration used, Duration timeout) {
        int processors = Runtime.getRuntime().availableProcessors();
        return used.compareTo(timeout.multipliedBy(processors)) < 0
                && process.age().compareTo(timeout.multipliedBy(LOADED)) < 0;
    }

    private ScenarioEnd end() {
        return new ScenarioEnd(binary, scenario);
    }

    /** Reads what the gate left of a process that has ended, or was late to end. */
    private RunResult read(ChildProcess process, RunRequest request, Path directory, @Nullable Ended late)
            throws IOException {
        Path facts = directory.resolve(FACTS);
        Ended failure = late != null ? late : ScenarioEnd.failure(process);
        boolean early = failure != null
                && late == null
                && !OutcomeLines.passed(new StringReader(process.output().text()));
        if (early || !Files.exists(facts)) {
            return end().failed(process, process.output());
        }
        try {
            Facts read = Facts.parse(Files.readString(facts));
            int processors = (int) read.number("gomaxprocs");
            String output = process.output().text();
            List<BenchmarkResult> results = scenario.isBenchmark()
                    ? BenchmarkOutput.parse(
                            new StringReader(output), scenario.goName(), processors, request.operations())
                    : List.of();
            if (output.contains(GateSource.BENCHMARK) // not where a sub-benchmark is asked for
                    && output.lastIndexOf("\n" + scenario.goName()) > output.indexOf(GateSource.BENCHMARK)) {
                throw new IOException("the scenario ran after the gate");
            }
            Ended skipped = request.verbose() || (scenario.isBenchmark() && results.isEmpty())
                    ? end().withoutResult(workplace, output, processors, !results.isEmpty())
                    : null;
            if (skipped != null) {
                return skipped;
            }
            Findings findings = findings(read, directory, results);
            keep(directory, request);
            return failure == null ? new RunResult.Measured(findings) : new RunResult.FailedLater(findings, failure);
        } catch (IOException | IllegalArgumentException e) {
            return ScenarioEnd.unreadable(e);
        }
    }

    private void keep(Path directory, RunRequest request) throws IOException {
        if (kept != null) {
            Files.move(
                    directory.resolve(HEAP),
                    keptHeap(kept, request.operations(), request.repeats(), request.profileRate()),
                    StandardCopyOption.REPLACE_EXISTING);
            if (request.look() == RunRequest.Look.TRACE) {
                Files.move(directory.resolve(TRACE), keptTrace(kept), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Findings findings(Facts facts, Path directory, List<BenchmarkResult> results) throws IOException {
        Path heap = directory.resolve(HEAP);
        List<GoroutineGroup> goroutines;
        try (InputStream text = Files.newInputStream(directory.resolve("goroutines.txt"))) {
            goroutines = GoroutineDump.parse(text);
        }
        List<Findings.Window> windows = new ArrayList<>();
        for (int i = 1; i < facts.marks().size(); i++) {
            long[] from = facts.marks().get(i - 1);
            long[] to = facts.marks().get(i);
            windows.add(new Findings.Window(to[0] - from[0], to[1] - from[1], to[2] - from[2]));
        }
        return new Findings(
                facts.text("go"),
                facts.number("elapsed-ns") / 1e9,
                new Hindrance(facts.number("elapsed-ns"), facts.numberIfAny("cpu-ns"), facts.numberIfAny("waited-ns"))
                        .unhindered(),
                facts.text("settled").equals("true"),
                ProfileReader.read(() -> Files.newInputStream(heap)),
                (int) facts.number("profile-rate"),
                (int) facts.number("planted"),
                goroutines,
                facts.flag("leak-proof"),
                facts.number("mallocs"),
                facts.amounts(),
                facts.number("open-files-limit"),
                results,
                windows);
    }
}
