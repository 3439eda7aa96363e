package io.github.noleak.go.build;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A package's test binary with the gate inside.
 *
 * @param file the executable
 * @param series whether it can call its benchmarks and tests in series
 * @param root the link by whose name it knows its toolchain; null where that has its own name
 */
@API(status = INTERNAL, since = "0.1")
public record TestBinary(
        Path file,
        ModuleListing module,
        GoPackage goPackage,
        boolean series,
        @Nullable LinkedRoot root) {

    private static final String EXPERIMENTS = "GOEXPERIMENT";

    /** From Go 1.27 on the proof is no experiment any more. */
    private static final int BUILT_IN = 27;

    /** From Go 1.20 on, Go marks its own lines. */
    private static final int MARKING = 20;

    private static final Pattern VERSION = Pattern.compile("go1\\.(\\d{1,4})");

    private static final Pattern FUNCTION = Pattern.compile("(?:Benchmark|Test)[\\p{L}\\p{Nd}_]*");

    private static final Duration LONGEST_LISTING = Duration.ofSeconds(30);

    /** What proves that a goroutine is leaked, where it is not built in anyway: Go 1.26. */
    private static final String LEAK_PROOF = "goroutineleakprofile";

    /** The first build compiles all that the package needs once more; a leak is told without it, too. */
    private static final Duration LONGEST_PROOF = Duration.ofMinutes(3);

    /**
     * Compiles a package's tests.
     *
     * @throws GoException if that fails; it has the compiler's lines
     */
    public static TestBinary build(Workplace workplace, ModuleListing module, GoPackage goPackage) {
        return build(workplace, module, goPackage, module.settings(), GoCommand.LONGEST, false);
    }

    /**
     * Returns a binary of the same tests in which the operations of a call are counted.
     *
     * @throws GoException if it cannot be built; it has the compiler's lines
     */
    public TestBinary counting(Workplace workplace) {
        return build(workplace, module, goPackage, module.settings(), GoCommand.LONGEST, true);
    }

    /**
     * Returns a binary of the same tests whose runtime may be able to prove leaks of goroutines.
     *
     * <p>Go 1.26 has that as an experiment, for which the tests are compiled once more. Later ones do not know the
     * experiment, and have what it was; only a run tells.
     */
    public Optional<TestBinary> forLeakProof(Workplace workplace) {
        BuildSettings settings = module.settings();
        GoCommand plain = new GoCommand(workplace, settings, LONGEST_PROOF);
        try {
            String experiments = plain.run(List.of("env", EXPERIMENTS)).output().strip();
            Map<String, String> environment = new HashMap<>(settings.environment());
            environment.put(EXPERIMENTS, experiments.isEmpty() ? LEAK_PROOF : experiments + "," + LEAK_PROOF);
            BuildSettings proving = new BuildSettings(
                    settings.toolchain(), settings.directory(), settings.tags(), environment, settings.flags());
            return Optional.of(build(workplace, module, goPackage, proving, LONGEST_PROOF, false));
        } catch (GoException e) {
            return hasItBuiltIn() ? Optional.of(this) : Optional.empty();
        }
    }

    private boolean hasItBuiltIn() {
        return minorVersion() >= BUILT_IN;
    }

    private static TestBinary build(
            Workplace workplace,
            ModuleListing module,
            GoPackage goPackage,
            BuildSettings settings,
            Duration longest,
            boolean counting) {
        boolean needsLink = LinkedRoot.isNeeded(module.goRoot());
        LinkedRoot root = needsLink ? LinkedRoot.of(workplace, module.goRoot()).orElse(null) : null;
        GoCommand command = new GoCommand(workplace, root == null ? settings : root.with(settings), longest);
        try {
            Path directory = workplace.newDirectory();
            Path file = directory.resolve("package.test");
            GateSource.TestOverlay overlay = GateSource.writeOverlay(
                    directory,
                    module,
                    goPackage,
                    counting,
                    needsLink ? Optional.ofNullable(root).map(LinkedRoot::link) : Optional.of(module.goRoot()));
            List<String> arguments = new ArrayList<>(
                    List.of("test", "-c", "-vet=off", "-overlay", overlay.file().toString()));
            arguments.addAll(module.settings().tagFlags());
            arguments.addAll(module.settings().flags());
            arguments.addAll(List.of("-o", file.toString(), goPackage.path()));
            GoCommand.Result result =
                    command.build(arguments, "The tests of the Go package " + goPackage.path() + " do not compile");
            if (!Files.exists(file)) {
                throw new GoException(
                        "The Go package " + goPackage.path() + " has no tests that could be built",
                        result.errors().lastLines(GoCommand.COMPILER_LINES));
            }
            return new TestBinary(file, module, goPackage, overlay.series(), root);
        } catch (IOException e) {
            throw new GoException(
                    "The build of the Go package " + goPackage.path() + " cannot be prepared",
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Returns the benchmarks and tests that the binary has, in the order in which Go runs them.
     *
     * <p>If the package's own TestMain lists none, they are those in its source files.
     */
    public List<String> functions(Workplace workplace) {
        List<String> command = List.of(file.toString(), "-test.list=^(Benchmark|Test)");
        try {
            ChildProcess process = workplace.start(
                    command, goPackage.directory(), module.settings().environment(), null);
            try {
                process.await(LONGEST_LISTING);
                List<String> listed = process.output().text().lines().toList();
                return listed.contains(GateSource.BENCHMARK)
                        ? listed.stream()
                                .filter(line -> FUNCTION.matcher(line).matches() && !GateSource.isName(line))
                                .distinct()
                                .toList()
                        : goPackage.functions();
            } finally {
                workplace.forget(process);
            }
        } catch (IOException e) {
            throw new GoException(
                    "The test binary of " + goPackage.path() + " cannot be run",
                    List.of(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while " + goPackage.path() + " was listed", List.of());
        }
    }

    /** Returns what the binary printed, with the names that files of Go's library have. */
    public String original(String text) {
        return root == null ? text : root.original(text);
    }

    /** Returns the variables of a process of this binary. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(module.settings().environment());
        if (root != null) {
            root.tell(environment);
        }
        return environment;
    }

    /** Returns the flag by which the binary prints what it runs, in lines that have marks where Go or we give them some. */
    public String verbose() {
        return "-test.v=" + (minorVersion() >= MARKING ? "test2json" : "true");
    }

    private int minorVersion() {
        Matcher version = VERSION.matcher(module.goVersion());
        return version.find() ? Integer.parseInt(version.group(1)) : Integer.MAX_VALUE;
    }

    /** Returns the import path of the gate, by which its own objects and goroutines are known. */
    public String gatePackage() {
        return GateSource.importPath(module);
    }
}
