package io.github.noleak.gate.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.GoServiceProcess;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.scenario.LeakDetector;
import io.github.noleak.go.GoException;
import io.github.noleak.go.build.Program;
import io.github.noleak.go.goroutine.BlockedGoroutines;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.pprof.Profile;
import io.github.noleak.service.PprofSource;
import io.github.noleak.service.ServiceFindings;
import io.github.noleak.service.ServicePlan;
import io.github.noleak.service.ServiceProcess;
import io.github.noleak.service.Settling;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A service whose profiles can be had: one that was started here, or the replicas of one that runs elsewhere. */
@API(status = INTERNAL, since = "0.1")
public final class LiveService implements AutoCloseable, GoServiceProcess {

    /** How long a service may take to say where it stands while one of its calls hangs. */
    private static final Duration SOON = Duration.ofMillis(2_500);

    private final @Nullable Program program;
    private final @Nullable ModuleListing module;
    private final SiteFinder sites;
    private final @Nullable Supplier<Running> start;
    private final Lock workload = new ReentrantLock();
    private volatile Running running;
    private volatile boolean ended;

    /**
     * What can be asked.
     *
     * @param process null where it was not started here
     */
    private record Running(@Nullable ServiceProcess process, List<PprofSource> sources) {

        boolean hasEnded() {
            return process != null && !process.isAlive();
        }

        void close() {
            sources.forEach(PprofSource::close);
            if (process != null) {
                process.close();
            }
        }
    }

    private LiveService(
            @Nullable Program program,
            @Nullable ModuleListing module,
            @Nullable Supplier<Running> start,
            Running running) {
        this.program = program;
        this.module = module;
        this.sites = module == null ? ForeignCode.sites() : LeakDetector.sites(module);
        this.start = start;
        this.running = running;
    }

    /** Starts a service, and can do so again. */
    public static LiveService started(Workplace workplace, Program program, ServicePlan plan) {
        Supplier<Running> start = () -> {
            ServiceProcess process = ServiceProcess.start(workplace, program, plan);
            return new Running(process, List.of(PprofSource.of(workplace, process)));
        };
        return new LiveService(program, program.module(), start, start.get());
    }

    public static LiveService attached(List<PprofSource> replicas, @Nullable ModuleListing module) {
        return new LiveService(null, module, null, new Running(null, List.copyOf(replicas)));
    }

    /** Returns whether it was started here. */
    boolean isOurs() {
        return start != null;
    }

    /** Ends it so that its calls come back. */
    void end() {
        ended = true;
        process().kill();
    }

    /** Starts it anew where a hang has ended it. */
    public void restartAfterHang() {
        if (ended) {
            startAnew();
        }
    }

    /** Starts it anew where it has ended, for whatever reason. */
    public void restartIfEnded() {
        if (running.hasEnded()) {
            startAnew();
        }
    }

    private synchronized void startAnew() {
        if (start != null && running.hasEnded()) {
            running.close();
            running = start.get();
            ended = false;
            Progress.write("NoLeak  The Go service " + packagePath() + " had ended, and was started anew.");
        }
    }

    /** Samples each of its processes. */
    List<ServiceFindings> sample(Settling settling) {
        List<ServiceFindings> findings = new ArrayList<>();
        running.sources().forEach(s -> findings.add(s.sample(settling)));
        return findings;
    }

    /** Returns profiles of all that its processes have ever allocated, exactly; none where that is not known. */
    List<Profile> allocations() {
        return running.sources().stream().flatMap(s -> s.allocations().stream()).toList();
    }

    /** Returns all goroutines, once the runtime was asked which of them nothing can wake; none where it cannot be asked. */
    List<GoroutineGroup> leakProof() {
        return running.sources().stream().flatMap(s -> s.leakProof().stream()).toList();
    }

    /** Returns where the profiles of one of its processes are. */
    URI address(int process) {
        return running.sources().get(process).base();
    }

    /** Is held by the one workload that may call the service. */
    Lock workload() {
        return workload;
    }

    /**
     * Returns where the goroutines of the code under test stand.
     *
     * @throws GoException if it does not answer soon
     */
    List<String> blocked() {
        List<GoroutineGroup> goroutines = running.sources().stream()
                .flatMap(s -> s.goroutines(SOON).stream())
                .toList();
        return BlockedGoroutines.describe(goroutines, sites.inModule(), gatePackage());
    }

    /** Returns how the service has ended, if it was started here and did. */
    Optional<GoException> death() {
        ServiceProcess started = running.process();
        return started == null || !started.hasEnded()
                ? Optional.empty()
                : Optional.of(started.ended("The Go service ended while it was called"));
    }

    /** Returns the import path of the gate in it; a path of no package where there is no gate. */
    String gatePackage() {
        return program == null ? "-" : program.gatePackage();
    }

    /** Returns the import path of its main package, or nothing where that is not known. */
    public String packagePath() {
        return program == null ? "" : program.main().path();
    }

    /** Returns what shows its heap by hand; nothing for what ends with its tests. */
    public String command() {
        return start == null ? "go tool pprof -top -cum -sample_index=inuse_space " + pprof() + "heap?gc=1" : "";
    }

    /** Returns the module whose code it runs, if that is known. */
    Optional<ModuleListing> module() {
        return Optional.ofNullable(module);
    }

    /** Returns the flags that it was built with beside those of its module. */
    List<String> flags() {
        return program == null ? List.of() : program.flags();
    }

    public String goVersion() {
        return module == null ? "" : module.goVersion();
    }

    SiteFinder sites() {
        return sites;
    }

    @Override
    public URI uri(String path) {
        Integer port = process().ports().get("");
        if (port == null) {
            throw new IllegalStateException("The service has no ${port}; put it into `args` or `env` of @GoService");
        }
        return URI.create("http://127.0.0.1:" + port + (path.startsWith("/") ? path : "/" + path));
    }

    @Override
    public int port(String name) {
        Map<String, Integer> ports = process().ports();
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalArgumentException("The service has no port \"" + name + "\", but " + ports.keySet()
                    + "; put ${port" + (name.isEmpty() ? "" : ":" + name) + "} into `args` or `env` of @GoService");
        }
        return port;
    }

    @Override
    public URI pprof() {
        return running.sources().get(0).base();
    }

    @Override
    public String output() {
        return process().output();
    }

    private ServiceProcess process() {
        ServiceProcess process = running.process();
        if (process == null) {
            throw new IllegalStateException("The service was not started here");
        }
        return process;
    }

    @Override
    public void close() {
        running.close();
    }
}
