package io.github.noleak.go;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Go's own testing package, as it is compiled where benchmarks and tests are called in series: it asks before and after each
 * call of a benchmark, and after each run of the tests.
 *
 * <p>Nothing outside of that package can stand between two calls, and leave names, flags, {@code TestMain} and failures as
 * the code expects them.
 *
 * @param benchmark the text of benchmark.go
 * @param tests the text of testing.go
 * @param loops says in Go whether a benchmark counts by b.Loop
 */
record TestingSource(String benchmark, String tests, String loops) {

    /** Stands once in each version up to Go 1.27; all that is added stays on its line. */
    private static final String CALL = "r := b.doBench()";

    private static final String ASKING = "if !noleakBefore(b) { break }; " + CALL + "; if !noleakAfter(b, r) { break }";

    /** The end of a run of all tests; it stands once, too. */
    private static final String RUN = "ok = ok && !t.Failed()";

    private static final String RUN_ASKING = RUN + "; if !noleakTested(t) { ran = ran || t.ran; break }";

    /** Go 1.19 cannot mark its own lines, by which it is known what a process has run. */
    private static final String MARKS = "chatty.json";

    private static final String LOOP = "b.loop.n";

    /** Where go keeps a toolchain that it has downloaded: in the module cache. */
    private static final Pattern DOWNLOADED = Pattern.compile("golang\\.org/toolchain@v0\\.0\\.1-go1\\.(\\d{1,4})");

    /** From Go 1.25 on, an overlay may replace nothing in the module cache: findings/go-overlay-standard-library.sh. */
    private static final int REFUSING = 25;

    static Path benchmark(Path goRoot) {
        return goRoot.resolve("src").resolve("testing").resolve("benchmark.go");
    }

    static Path tests(Path goRoot) {
        return benchmark(goRoot).resolveSibling("testing.go");
    }

    /** Returns the package of a toolchain; empty if it is not as expected, or may not be replaced. */
    static Optional<TestingSource> in(Path goRoot) throws IOException {
        Path benchmark = benchmark(goRoot);
        Path tests = tests(goRoot);
        return Files.isRegularFile(benchmark) && Files.isRegularFile(tests) && !isRefused(goRoot)
                ? of(Files.readString(benchmark), Files.readString(tests))
                : Optional.empty();
    }

    private static boolean isRefused(Path goRoot) {
        Matcher downloaded = DOWNLOADED.matcher(goRoot.toString().replace('\\', '/'));
        return downloaded.find() && Integer.parseInt(downloaded.group(1)) >= REFUSING;
    }

    static Optional<TestingSource> of(String benchmark, String tests) {
        return benchmark.contains(MARKS) && hasOnce(benchmark, CALL) && hasOnce(tests, RUN)
                ? Optional.of(new TestingSource(
                        benchmark.replace(CALL, ASKING),
                        tests.replace(RUN, RUN_ASKING),
                        benchmark.contains(LOOP) ? LOOP + " > 0" : "false"))
                : Optional.empty();
    }

    private static boolean hasOnce(String text, String line) {
        int first = text.indexOf(line);
        return first >= 0 && text.indexOf(line, first + 1) < 0;
    }
}
