package io.github.noleak.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.noleak.config.ConfigurationException;
import io.github.noleak.gate.Failures;
import io.github.noleak.gate.Progress;
import io.github.noleak.go.GoException;
import io.github.noleak.report.BaselineException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Gates every benchmark of a Go module, without Maven and without JUnit.
 *
 * <pre>{@code
 * java -jar noleak-standalone.jar ./inventory --exclude 'BenchmarkSlow.*' -Dnoleak.mode=report
 * }</pre>
 *
 * <p>The exit code is 0 if all passes, 1 if a scenario does not, and 2 if there is a mistake in what was asked for.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class NoLeakCli {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final String USAGE = """
            usage: java -jar noleak-standalone.jar [options] [directory]

            Gates every benchmark of the Go module or workspace in a directory; in the current one by default.

            %s

            (*) may be given several times. Each REGEX matches the whole name of a Go function.
            Exit code: 0 if all passes; 1 if a scenario leaks, hangs, regresses, is inconclusive or has an error;
            2 if there is a mistake in what was asked for, or no Go.""";

    private NoLeakCli() {}

    /** Gates the module that the arguments name, and ends the JVM. */
    public static void main(String[] args) {
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)); // as reports are
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> args) {
        try {
            CommandLine line = CommandLine.parse(args);
            if (line.has(Option.HELP)) {
                Progress.write(USAGE.formatted(
                        Stream.of(Option.values()).map(Option::help).collect(Collectors.joining("\n"))));
                return PASSED;
            }
            if (line.has(Option.VERSION)) {
                Progress.write("NoLeak " + version());
                return PASSED;
            }
            line.settings().forEach(System::setProperty); // where settings are read
            ModuleRun run = new ModuleRun(line);
            boolean passes = run.passes();
            return run.isMistaken() ? MISUSED : passes ? PASSED : FAILED;
        } catch (ConfigurationException | GoException | BaselineException | UncheckedIOException e) {
            ErrorOutput.write(String.valueOf(e.getMessage()));
            return MISUSED;
        } catch (RuntimeException | Error e) {
            ErrorOutput.write(Failures.headline(e) + "\n  " + String.join("\n  ", Failures.details(e)));
            return FAILED;
        }
    }

    private static String version() {
        return Optional.ofNullable(NoLeakCli.class.getPackage().getImplementationVersion())
                .orElse("of an unknown version");
    }
}
