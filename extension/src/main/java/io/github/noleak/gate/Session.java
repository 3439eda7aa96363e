package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.LimitsFile;
import io.github.noleak.config.LimitsFiles;
import io.github.noleak.config.Setting;
import io.github.noleak.config.Settings;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.build.Program;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.junit.JupiterSession;
import io.github.noleak.junit.SharedSession;
import io.github.noleak.report.ProfileFiles;
import io.github.noleak.report.ReportFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What all gates of one run share: the toolchain, the listed modules, the built test binaries, the files
 * of limits, the baselines, and the report.
 *
 * <p>It is closed once, at the end of the run. In JUnit it lives in the store: see {@link SharedSession} and
 * {@link JupiterSession}.
 */
@API(status = INTERNAL, since = "0.1")
public final class Session implements AutoCloseable {

    private final Settings settings;
    private final boolean failing;
    private final boolean tracing;
    private final Path base;
    private final Workplace workplace;
    private final ProcessSlots places;
    private final Heartbeat heartbeat = new Heartbeat();
    private final CompletableFuture<ReportFile> report;
    private final Baselines baselines;
    private final ConcurrentMap<Path, CompletableFuture<LimitsFile>> limitsFiles = new ConcurrentHashMap<>();
    private final ConcurrentMap<BuildSettings, CompletableFuture<ModuleListing>> modules = new ConcurrentHashMap<>();
    private final ConcurrentMap<Map.Entry<BuildSettings, String>, CompletableFuture<TestBinary>> binaries =
            new ConcurrentHashMap<>();
    private final ConcurrentMap<Map.Entry<BuildSettings, String>, CompletableFuture<TestBinary>> countingBinaries =
            new ConcurrentHashMap<>();
    private final ConcurrentMap<Map.Entry<BuildSettings, String>, CompletableFuture<Optional<TestBinary>>>
            provingBinaries = new ConcurrentHashMap<>();
    private final ConcurrentMap<List<Object>, CompletableFuture<Program>> programs = new ConcurrentHashMap<>();

    private Session(Settings settings, Function<Path, ReportFile> opening) {
        this.settings = settings;
        this.failing = settings.failing(); // read first: a wrong mode is told before anything is run
        this.tracing = settings.isOn(Setting.TRACE);
        this.base = base();
        this.workplace = Workplace.open();
        this.places = new ProcessSlots(settings.parallelism());
        try {
            Path reports = settings.reportDirectory(base);
            this.baselines = new Baselines(settings, reports);
            this.report = CompletableFuture.supplyAsync(
                    () -> opening.apply(reports), // while Go lists the module, which takes longer
                    work -> new Thread(work, "noleak-report").start());
        } catch (RuntimeException e) {
            workplace.close();
            throw e;
        }
    }

    /** Surefire runs tests in the Maven module's directory, and names it where it does not. */
    public static Path base() {
        return Path.of(System.getProperty("basedir", System.getProperty("user.dir")))
                .toAbsolutePath();
    }

    public Settings settings() {
        return settings;
    }

    /** Returns whether verdicts fail tests. */
    public boolean failing() {
        return failing;
    }

    /** Returns whether leaks of goroutines are held against an execution trace. */
    public boolean tracing() {
        return tracing;
    }

    public Workplace workplace() {
        return workplace;
    }

    /**
     * Returns the report of the build, once it is there.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public ReportFile report() {
        try {
            return report.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException cause ? cause : e;
        }
    }

    /** Returns where the profiles of leaks are written to, apart from those of modules. */
    public ProfileFiles profiles() {
        report(); // with which those of an earlier build have gone
        return ProfileFiles.in(settings.reportDirectory(base), base);
    }

    public Baselines baselines() {
        return baselines;
    }

    /** Returns the places for processes. */
    public ProcessSlots places() {
        return places;
    }

    /** Returns what shows that a scenario lives which takes long. */
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Does work that runs a process, in one of the places for processes. */
    public <T> T inPlace(Supplier<T> work) {
        return inPlaces(1, work);
    }

    /** Does work that runs a process which keeps several processors busy. */
    public <T> T inPlaces(int wanted, Supplier<T> work) {
        ProcessSlots.Guest guest = places.guest();
        try {
            guest.enter(wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted before Go code ran", List.of());
        }
        try {
            return work.get();
        } finally {
            guest.leave(wanted);
        }
    }

    /**
     * Opens the session of a run.
     *
     * @param parameters JUnit's configuration parameters by key
     * @param keys of the parameters, as far as they can be listed
     * @throws ConfigurationException if nothing at all can be run as it is set up
     */
    public static Session open(Function<String, Optional<String>> parameters, Collection<String> keys) {
        Copies.requireOne(Session.class.getClassLoader());
        return new Session(Settings.of(parameters, keys), ReportFile::in);
    }

    /**
     * Opens the session of a run that no other JVM has a part in: its report is of its own.
     *
     * @param settings by key
     * @throws ConfigurationException if nothing at all can be run as it is set up
     */
    public static Session openAlone(Function<String, Optional<String>> settings) {
        return new Session(Settings.of(settings, List.of()), ReportFile::ofThisProcess);
    }

    /**
     * Returns how a module is built; the tags of all of the run are added.
     *
     * @param directory where a relative one begins at the Maven module
     */
    public BuildSettings buildSettings(
            String directory, List<String> tags, Map<String, String> environment, List<String> flags) {
        GoToolchain toolchain = GoToolchain.find(settings.text(Setting.GO).orElse(null), System.getenv());
        List<String> all =
                Stream.concat(tags.stream(), settings.tags().stream()).toList();
        return new BuildSettings(toolchain, base.resolve(directory).normalize(), all, environment, flags);
    }

    /** Returns what is in a module, once what is found in it can be reported. */
    public ModuleListing module(BuildSettings build) {
        ModuleListing listing = once(modules, build, () -> ModuleListing.of(workplace, build));
        report();
        return listing;
    }

    /** Returns the file of limits for the module in a directory; it is read once. */
    public LimitsFile limitsFile(Path directory) {
        return once(limitsFiles, directory, () -> LimitsFiles.find(settings, base, directory));
    }

    public TestBinary binary(ModuleListing module, GoPackage goPackage) {
        return once(
                binaries,
                Map.entry(module.settings(), goPackage.path()),
                () -> inPlace(() -> TestBinary.build(workplace, module, goPackage)));
    }

    /**
     * Returns a binary of the same package whose runtime may be able to prove leaks of goroutines; it is built once.
     */
    public Optional<TestBinary> provingBinary(TestBinary binary) {
        return once(
                provingBinaries,
                Map.entry(binary.module().settings(), binary.goPackage().path()),
                () -> inPlace(() -> binary.forLeakProof(workplace)));
    }

    /** Returns a binary of the same package in which the operations of a call are counted; it is built once. */
    public TestBinary countingBinary(TestBinary binary) {
        return once(
                countingBinaries,
                Map.entry(binary.module().settings(), binary.goPackage().path()),
                () -> inPlace(() -> binary.counting(workplace)));
    }

    /** Returns a program of a module; it is built once. */
    public Program program(ModuleListing module, String main, List<String> flags) {
        return once(
                programs,
                List.of(module.settings(), main, flags),
                () -> inPlace(() -> Program.build(workplace, module, main, flags)));
    }

    /** The first that asks does the work; others wait for it, and get its error, too, unless it was interrupted. */
    private static <K, V> V once(ConcurrentMap<K, CompletableFuture<V>> made, K key, Supplier<V> work) {
        while (true) {
            CompletableFuture<V> mine = new CompletableFuture<>();
            CompletableFuture<V> first = made.putIfAbsent(key, mine);
            if (first == null) {
                first = mine;
                try {
                    mine.complete(work.get());
                } catch (RuntimeException | Error e) {
                    if (Thread.currentThread().isInterrupted()) {
                        made.remove(key, mine);
                    }
                    mine.completeExceptionally(e);
                }
            }
            try {
                return first.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GoException("Interrupted while another test had the same built", List.of());
            } catch (ExecutionException e) {
                if (first != mine && made.get(key) != first) {
                    continue; // whoever did the work was interrupted
                }
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                if (e.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        heartbeat.close();
        try {
            workplace.close();
        } finally {
            try {
                baselines.write();
            } finally {
                // Where there is none, whoever gated something was told.
                report.handle((file, failure) -> Optional.ofNullable(file))
                        .join()
                        .ifPresent(ReportFile::write);
            }
        }
    }
}
