package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Calls several benchmarks of a test binary in one process, each of them in a series. */
@API(status = INTERNAL, since = "0.1")
public record SeriesRun(Workplace workplace, TestBinary binary) {

    private static final Duration LOOK = Duration.ofMillis(200);

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
                ofBenchmarks("^(" + String.join("|", functions) + "|" + GateSource.BENCHMARK + ")$", request),
                Map.of(),
                request);
    }

    /** Calls one benchmark, and all that are below of it, or runs a test again and again. */
    public Result run(ScenarioName scenario, SeriesRequest request) {
        return scenario.isBenchmark()
                ? run(
                        scenario.goName(),
                        ofBenchmarks(scenario.filter(GateSource.BENCHMARK), request),
                        Map.of(),
                        request)
                : run(
                        scenario.goName(),
                        command(
                                scenario.filter(GateSource.TEST),
                                "^" + GateSource.BENCHMARK + "$",
                                "-test.count=" + MOST_RUNS,
                                request),
                        Map.of("NOLEAK_SERIES_TEST", scenario.goName()),
                        request);
    }

    private Result run(String what, List<String> command, Map<String, String> more, SeriesRequest request) {
        Announced announced = new Announced();
        return new TestProcess(workplace, binary)
                .run(
                        what,
                        directory -> {
                            Map<String, String> environment = environment(directory, request);
                            environment.putAll(more);
                            return workplace.startTaking(
                                    command, binary.goPackage().directory(), environment, announced::from);
                        },
                        (process, directory) -> {
                            boolean passed =
                                    await(process, announced, directory, request.timeout()) && process.exitCode() == 0;
                            return result(directory, announced, passed);
                        });
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
                "-test.v=test2json",
                "-test.memprofilerate=" + request.profileRate());
    }

    private Map<String, String> environment(Path directory, SeriesRequest request) {
        Map<String, String> environment =
                new HashMap<>(binary.module().settings().environment());
        environment.putAll(request.environment());
        environment.put("TMPDIR", TestProcess.temporary(directory).toString());
        environment.put("NOLEAK_GATE_DIR", directory.toString());
        return environment;
    }

    /** Waits for the end; false if nothing new has come for too long first. */
    private static boolean await(ChildProcess process, Announced announced, Path directory, Duration timeout)
            throws InterruptedException {
        long since = System.nanoTime();
        int seen = 0;
        int noted = 0;
        int checkpoints = 0;
        while (!process.await(LOOK)) {
            boolean more = announced.count() > seen;
            seen = announced.count();
            while (Files.exists(directory.resolve(SeriesFindings.facts(noted + 1)))) {
                noted++;
                checkpoints = 0;
                more = true;
            }
            while (Files.exists(directory.resolve(SeriesFindings.goroutines(noted + 1, checkpoints + 1)))) {
                checkpoints++;
                more = true;
            }
            if (more) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > timeout.toNanos()) {
                return false;
            }
        }
        return true;
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
