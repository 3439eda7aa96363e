package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.build.Program;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A Go service that was started here, and ends with all that it has started when it is closed, or when this JVM is no
 * more.
 */
@API(status = INTERNAL, since = "0.1")
public final class ServiceProcess implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    /** How long a service that is told to end may take, before it is killed. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    /** A port that was free may be taken before the service has it. */
    private static final int ATTEMPTS = 3;

    private static final String TAKEN = "address already in use";

    private static final Duration MOMENT = Duration.ofMillis(250);

    private static final int OUTPUT_LINES = 30;

    private final Workplace workplace;
    private final ServicePlan plan;
    private final Ports ports;
    private final Path directory;
    private final ChildProcess process;
    private @Nullable URI pprof;

    private ServiceProcess(Workplace workplace, ServicePlan plan, Ports ports, Path directory, ChildProcess process) {
        this.workplace = workplace;
        this.plan = plan;
        this.ports = ports;
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts a service and waits until it is ready.
     *
     * @throws GoException if it ends or is not ready in time; it has the last lines of its output
     */
    public static ServiceProcess start(Workplace workplace, Program program, ServicePlan plan) {
        for (int attempt = 1; ; attempt++) {
            ServiceProcess service = launch(workplace, program, plan);
            try {
                service.awaitReadiness();
                return service;
            } catch (GoException e) {
                boolean again = attempt < ATTEMPTS
                        && !service.ports.numbers().isEmpty()
                        && service.output().contains(TAKEN);
                service.close();
                if (!again) {
                    throw e;
                }
            } catch (RuntimeException | Error e) {
                service.close();
                throw e;
            }
        }
    }

    private static ServiceProcess launch(Workplace workplace, Program program, ServicePlan plan) {
        Ports ports = plan.ports();
        List<String> command = new ArrayList<>();
        command.add(program.file().toString());
        plan.arguments().forEach(a -> command.add(ports.fill(a)));
        Map<String, String> environment =
                new HashMap<>(program.module().settings().environment());
        plan.environment().forEach((name, value) -> environment.put(name, ports.fill(value)));
        Path directory = null;
        try {
            directory = workplace.newDirectory();
            environment.put(
                    "NOLEAK_SERVICE_ADDRESS", directory.resolve("address").toString());
            if (plan.servesProfiles()) {
                environment.put("NOLEAK_SERVICE_PPROF", "off");
            }
            ChildProcess process =
                    workplace.startMerged(command, program.module().directory(), environment);
            return new ServiceProcess(workplace, plan, ports, directory, process);
        } catch (IOException e) {
            if (directory != null) {
                Workplace.delete(directory);
            }
            throw new GoException(
                    "The Go service " + plan.name() + " cannot be started", List.of(String.valueOf(e.getMessage())));
        }
    }

    private void awaitReadiness() {
        ReadinessCheck check = ReadinessCheck.of(plan, ports, process);
        long deadline = System.nanoTime() + plan.startTimeout().toNanos();
        String last = "it has not started its packages";
        boolean connected = false;
        while (true) {
            if (!process.isAlive()) {
                throw ended("The Go service " + plan.name() + " ended before it was ready");
            }
            connected = connected || connect();
            if (connected) {
                last = check.missing();
                if (last.isEmpty()) {
                    return;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new GoException(
                        "The Go service %s was not ready after %.1f s: %s"
                                .formatted(plan.name(), plan.startTimeout().toMillis() / 1e3, last),
                        withOutput("Expected by ready = \"" + plan.ready()
                                + "\"; correct `ready`, or raise `startTimeout`, in @GoService."));
            }
            pause();
        }
    }

    /** Reads where the gate serves profiles, once it has said so. */
    private boolean connect() {
        Path file = directory.resolve("address");
        if (Files.notExists(file)) {
            return false;
        }
        try {
            String address = Files.readString(file).strip();
            String served = plan.servesProfiles() ? ports.fill(plan.pprof()) : address;
            pprof = PprofAddress.base(served)
                    .orElseThrow(() -> new GoException(
                            "@GoService(pprof = \"" + plan.pprof() + "\") is no address",
                            List.of("Expected: one such as http://127.0.0.1:${port:debug}/debug/pprof/.")));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while a Go service was started", List.of());
        }
    }

    /** Returns the number by which the system knows the service. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether the service has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns whether the service has ended, or is about to: its connections are closed first. */
    public boolean hasEnded() {
        try {
            return process.await(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Returns how the service has ended, with its last words; or that the build is ending, which ends it, too. */
    public GoException ended(String headline) {
        return workplace.ending().orElseGet(() -> endedByItself(headline));
    }

    private GoException endedByItself(String headline) {
        try {
            process.await(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String how = process.isAlive() ? "it ends" : process.howEnded();
        return new GoException(headline + ": " + how, withOutput("Its output says why, if it printed any:"));
    }

    private List<String> withOutput(String first) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        List<String> printed = process.output().lastLines(OUTPUT_LINES);
        if (printed.isEmpty()) {
            lines.add("  (the service printed nothing)");
        }
        printed.forEach(l -> lines.add("  | " + l));
        return lines;
    }

    /** Returns the ports by name. */
    public Map<String, Integer> ports() {
        return ports.numbers();
    }

    /** Returns the address below which the profiles are. */
    public URI pprof() {
        URI address = pprof;
        if (address == null) {
            throw new IllegalStateException("the service is not ready");
        }
        return address;
    }

    /** Returns whether the profiles are those of the gate, in which every object is recorded. */
    public boolean isGated() {
        return !plan.servesProfiles();
    }

    /** Returns what the service has printed so far, its beginning and its end. */
    public String output() {
        return process.output().text();
    }

    /** Ends it at once, with what it has started. */
    public void kill() {
        process.endGroup();
        hasEnded();
        workplace.forget(process);
    }

    Proc system() {
        return Proc.of(process.pid());
    }

    @Override
    public void close() {
        try {
            process.terminate();
            process.await(FAREWELL);
            process.endGroup(); // itself, if it still runs, and children that have outlived it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workplace.forget(process);
            Workplace.delete(directory);
        }
    }
}
