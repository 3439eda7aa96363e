package io.github.noleak.go.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.GateSource;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.output.Facts;
import io.github.noleak.go.output.OutcomeLines;
import io.github.noleak.go.process.BoundedText;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.CopiedInput;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.RunResult.Cause;
import io.github.noleak.go.run.RunResult.Ended;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Calls benchmarks of a test binary in one process, each of them in a series, or runs a test in one. */
@API(status = INTERNAL, since = "0.1")
public record SeriesRun(Workplace workplace, TestBinary binary) {

    private static final String FULL = "full";

    /** Calls of a series, of those before it that find out what an operation takes, and some to spare. */
    private static final int MOST_CALLS = 32;

    /** The gate says when a test has run often enough. */
    private static final int MOST_RUNS = Integer.MAX_VALUE;

    /**
     * What a process noted and announced.
     *
     * @param series those of the benchmarks that were called, complete or broken off, in their order; none where the process
     *     failed at its end, and none of them had
     * @param ended whether it came to its end, and not just the first of its benchmarks
     */
    @API(status = INTERNAL, since = "0.1")
    public record Result(List<SeriesFindings> series, Announced announced, boolean ended) {

        /** Copies the list. */
        public Result {
            series = List.copyOf(series);
        }

        /** Returns whether the process kept so much of the last benchmark that it was used for no other. */
        public boolean isFull() {
            return !series.isEmpty() && series.get(series.size() - 1).ended().equals(FULL);
        }

        /** Returns the function of the benchmark that was called last; empty where none was. */
        public Optional<String> lastFunction() {
            return series.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            Announced.function(series.get(series.size() - 1).name()));
        }
    }

    /** Calls some of the benchmarks, and all that are below of them. */
    public Result run(List<String> functions, SeriesRequest request) {
        return run(
                "the benchmarks of " + binary.goPackage().path(),
                "^(" + String.join("|", functions) + "|" + GateSource.BENCHMARK + ")$",
                request);
    }

    /** Calls one benchmark, and returns what was noted of it, also where that is not complete. */
    public Result findings(ScenarioName benchmark, SeriesRequest request) {
        return run(benchmark.goName(), benchmark.filter(GateSource.BENCHMARK), request);
    }

    private Result run(String what, String filter, SeriesRequest request) {
        Announced announced = new Announced();
        return new TestProcess(workplace, binary)
                .run(
                        what,
                        directory -> start(ofBenchmarks(filter, request), looking(directory, request), announced::from),
                        (process, directory) -> {
                            boolean ended = new ProgressWatch(process, announced, directory, request).await() == null;
                            return result(directory, announced, ended && process.exitCode() == 0);
                        });
    }

    /** Calls one benchmark, with all that are below of it, or runs a test again and again. */
    public SeriesResult run(ScenarioName scenario, SeriesRequest request) {
        Announced announced = new Announced();
        BoundedText output = new BoundedText();
        return new TestProcess(workplace, binary)
                .run(
                        scenario.goName(),
                        directory -> {
                            Map<String, String> environment = scenario.isBenchmark()
                                    ? looking(directory, request)
                                    : environment(directory, request);
                            environment.put("NOLEAK_SERIES_OF", scenario.goName());
                            return start(
                                    command(scenario, request),
                                    environment,
                                    stream -> announced.from(new CopiedInput(stream, output)));
                        },
                        (process, directory) -> {
                            ProgressWatch watch = new ProgressWatch(process, announced, directory, request);
                            Cause late = watch.await();
                            return result(scenario, process, directory, announced, output, late, watch);
                        });
    }

    private ChildProcess start(List<String> command, Map<String, String> environment, ChildProcess.Taking output)
            throws IOException {
        return workplace.startTaking(command, binary.goPackage().directory(), environment, output);
    }

    private SeriesResult result(
            ScenarioName scenario,
            ChildProcess process,
            Path directory,
            Announced announced,
            BoundedText output,
            @Nullable Cause late,
            ProgressWatch watch)
            throws IOException, InterruptedException {
        Duration waited = watch.waited();
        watch.getsOn(); // what came last
        ScenarioEnd end = new ScenarioEnd(binary, scenario);
        Ended slow = late == null
                ? null
                : late == Cause.HUNG
                        ? end.hung(process, directory, late, waited)
                        : ScenarioEnd.slow(watch.operations(), waited);
        try {
            Optional<SeriesFindings> found = read(directory).stream()
                    .filter(series -> series.name().equals(scenario.goName()))
                    .findFirst();
            boolean complete = found.filter(SeriesFindings::isComplete).isPresent();
            if (slow != null) {
                return complete
                        ? new SeriesResult.FailedLater(found.get(), slow)
                        : new SeriesResult.BrokenOff(slow, watch.operations());
            }
            Ended failure = ScenarioEnd.failure(process, output);
            boolean passed = failure == null || OutcomeLines.passed(new StringReader(output.text()));
            if (!passed || !(complete || Files.exists(directory.resolve(ScenarioRun.FACTS)))) {
                return new SeriesResult.BrokenOff(end.failed(process, output), watch.operations());
            }
            boolean ran = scenario.isBenchmark() ? found.isPresent() : announced.hasRun(scenario.goName());
            Ended without = end.withoutResult(workplace, output.text(), processors(directory), ran);
            if (without != null) {
                return new SeriesResult.BrokenOff(without, watch.operations());
            }
            if (!complete) {
                return new SeriesResult.BrokenOff(
                        new Ended(Cause.FAILED, scenario.goName() + " ran without a result", List.of()),
                        watch.operations());
            }
            return failure == null
                    ? new SeriesResult.Complete(found.get())
                    : new SeriesResult.FailedLater(found.get(), failure);
        } catch (IOException | IllegalArgumentException e) {
            return new SeriesResult.BrokenOff(ScenarioEnd.unreadable(e), watch.operations());
        }
    }

    /** Go adds their number to the names of benchmarks. */
    private static int processors(Path directory) throws IOException {
        Path facts = directory.resolve(ScenarioRun.FACTS);
        return Files.exists(facts) ? (int) Facts.parse(Files.readString(facts)).number("gomaxprocs") : 1;
    }

    private List<String> command(ScenarioName scenario, SeriesRequest request) {
        return scenario.isBenchmark()
                ? ofBenchmarks(scenario.filter(GateSource.BENCHMARK), request)
                : command(
                        scenario.filter(GateSource.TEST),
                        "^" + GateSource.BENCHMARK + "$",
                        "-test.count=" + MOST_RUNS,
                        request);
    }

    private List<String> ofBenchmarks(String filter, SeriesRequest request) {
        return command("^$", filter, "-test.count=" + MOST_CALLS, request);
    }

    /** A process that fails once all is done fails for one of its benchmarks, and nobody knows which, unless one has. */
    private static Result result(Path directory, Announced announced, boolean passed) throws IOException {
        boolean ended = Files.exists(directory.resolve(ScenarioRun.FACTS));
        List<SeriesFindings> series = read(directory);
        boolean explained = passed || announced.hasFailed() || series.stream().anyMatch(SeriesFindings::hasFailed);
        return new Result(ended && !explained ? List.of() : series, announced, ended);
    }

    private List<String> command(String tests, String benchmarks, String count, SeriesRequest request) {
        return List.of(
                binary.file().toString(),
                "-test.paniconexit0",
                "-test.timeout=0",
                "-test.run=" + tests,
                "-test.bench=" + benchmarks,
                "-test.benchtime=1x",
                count,
                binary.verbose(),
                "-test.memprofilerate=" + request.profileRate());
    }

    /** Returns the environment where it may be looked at what grows within a call. */
    private Map<String, String> looking(Path directory, SeriesRequest request) {
        Map<String, String> environment = environment(directory, request);
        if (request.looks()) {
            String before = System.getenv().getOrDefault(SeriesRequest.DEBUG, "");
            environment.putAll(request.looking(environment.getOrDefault(SeriesRequest.DEBUG, before)));
        }
        return environment;
    }

    private Map<String, String> environment(Path directory, SeriesRequest request) {
        Map<String, String> environment = binary.environment();
        environment.putAll(request.environment());
        environment.put("TMPDIR", TestProcess.temporary(directory).toString());
        environment.put("NOLEAK_GATE_DIR", directory.toString());
        return environment;
    }

    private static List<SeriesFindings> read(Path directory) throws IOException {
        List<SeriesFindings> all = new ArrayList<>();
        for (int i = 1; Files.exists(directory.resolve(SeriesFindings.facts(i))); i++) {
            try {
                all.add(SeriesFindings.read(directory, i));
            } catch (IllegalArgumentException e) {
                throw new IOException("what the gate noted cannot be read: " + e.getMessage(), e);
            }
        }
        return all;
    }
}
