package io.github.noleak.go.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Go's own testing package, as it is compiled where benchmarks and tests are called in series: it asks before and after each
 * call of a benchmark, and after each run of the tests.
 *
 * <p>Nothing outside of that package can stand between two calls, and leave names, flags, {@code TestMain} and failures as
 * the code expects them.
 *
 * @param benchmark the text of benchmark.go
 * @param tests the text of testing.go
 * @param words what stands in the text that is added for names in capitals: it is said otherwise in some versions
 */
record TestingSource(String benchmark, String tests, Map<String, String> words) {

    /** Stands once in each version up to Go 1.27; all that is added stays on its line. */
    private static final String CALL = "r := b.doBench()";

    private static final String ASKING = "if !noleakBefore(b) { break }; " + CALL + "; if !noleakAfter(b, r) { break }";

    /** The operation that Go tries before each number of them. */
    private static final String TRIAL = "\tb.run1()\n";

    private static final String TRIAL_ASKING = "\tif noleakTries(b) { b.run1() }\n";

    /** The call of a function, which may have sub-benchmarks. */
    private static final String FUNCTION = "b.Run(Benchmark.Name, Benchmark.F)";

    private static final String FUNCTION_ASKING = FUNCTION + "; for noleakAgain(b) { " + FUNCTION + " }";

    /** The end of a run of all tests; it stands once, too. */
    private static final String RUN = "ok = ok && !t.Failed()";

    private static final String RUN_ASKING = RUN + "; if !noleakTested(t) { ran = ran || t.ran; break }";

    /** Go 1.19 cannot mark its own lines, by which it is known what a process has run: there they get marks. */
    private static final String MARKS = "chatty.json";

    private static final String NAME = "fmt.Println(benchName)";

    private static final String MARKED_NAME = "fmt.Println(\"\\x16=== RUN   \" + benchName)";

    private static final String LOOP = "b.loop.n";

    private static final String STATE = "bstate";

    /** Is called where a b.Loop has done what it was given to do. */
    private static final String LOOPED = "func (b *B) loopSlowPath() bool {";

    private static final String LOOPED_ASKING = LOOPED + " if noleakLoop(b) { return true };";

    /** Each of several goroutines takes its next operations here. */
    private static final String SHARE = "n := pb.globalN.Add(pb.grain)";

    private static final String SHARE_ASKING = "noleakShare(pb); " + SHARE;

    /** The function of a benchmark begins here, */
    private static final String BEGIN = "\tb.benchFunc(b)\n";

    private static final String BEGIN_ASKING = "\tnoleakBegins(); b.benchFunc(b)\n";

    /** and says by one of these that its set-up is over. */
    private static final List<String> STARTS = List.of("func (b *B) ResetTimer() {\n", "func (b *B) StartTimer() {\n");

    static Path benchmark(Path goRoot) {
        return goRoot.resolve("src").resolve("testing").resolve("benchmark.go");
    }

    static Path tests(Path goRoot) {
        return benchmark(goRoot).resolveSibling("testing.go");
    }

    /** Returns the package of a toolchain; empty if it is not as expected. */
    static Optional<TestingSource> in(Path goRoot) throws IOException {
        Path benchmark = benchmark(goRoot);
        Path tests = tests(goRoot);
        return Files.isRegularFile(benchmark) && Files.isRegularFile(tests)
                ? of(Files.readString(benchmark), Files.readString(tests))
                : Optional.empty();
    }

    static Optional<TestingSource> of(String benchmark, String tests) {
        boolean known = List.of(CALL, TRIAL, FUNCTION).stream().allMatch(line -> hasOnce(benchmark, line))
                && hasOnce(tests, RUN)
                && (hasMarks(benchmark) || hasOnce(benchmark, NAME));
        if (!known) {
            return Optional.empty();
        }
        String asking = benchmark
                .replace(CALL, ASKING)
                .replace(TRIAL, TRIAL_ASKING)
                .replace(FUNCTION, FUNCTION_ASKING)
                .replace(LOOPED, LOOPED_ASKING)
                .replace(SHARE, SHARE_ASKING)
                .replace(BEGIN, BEGIN_ASKING);
        for (String start : STARTS) {
            asking = asking.replace(start, start.stripTrailing() + " noleakStarts();\n");
        }
        String testsAsking = tests.replace(RUN, RUN_ASKING);
        return Optional.of(
                hasMarks(benchmark)
                        ? new TestingSource(
                                asking, testsAsking, words(benchmark, "b.chatty.prefix()", "chatty.on = false"))
                        : new TestingSource(
                                marked(asking).replace(NAME, MARKED_NAME),
                                marked(testsAsking),
                                words(benchmark, "\"\\x16\"", "*chatty = false")));
    }

    private static boolean hasMarks(String benchmark) {
        return benchmark.contains(MARKS);
    }

    /** Returns source code that marks the lines which it prints of the course of tests and benchmarks. */
    private static String marked(String source) {
        return source.replace("\"=== ", "\"\\x16=== ").replace("\"--- ", "\"\\x16--- ");
    }

    private static Map<String, String> words(String benchmark, String mark, String quiet) {
        return Map.of(
                "%LOOPS%",
                benchmark.contains(LOOP) ? LOOP + " > 0" : "false",
                "%STATE%",
                benchmark.contains(STATE) ? STATE : "context",
                "%MARK%",
                mark,
                "%QUIET%",
                quiet);
    }

    /** Returns the text that is added at the end of benchmark.go. */
    String filledIn(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    /** Returns whether it asks before operations of a b.Loop. */
    boolean asksInLoop() {
        return benchmark.contains(LOOPED_ASKING);
    }

    /** Returns whether it asks before operations of several goroutines. */
    boolean asksInParallel() {
        return benchmark.contains(SHARE_ASKING);
    }

    private static boolean hasOnce(String text, String line) {
        int first = text.indexOf(line);
        return first >= 0 && text.indexOf(line, first + 1) < 0;
    }
}
