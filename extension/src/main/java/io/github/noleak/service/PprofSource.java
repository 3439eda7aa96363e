package io.github.noleak.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.goroutine.GoroutineDump;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.output.Facts;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The profiles of one process, over HTTP. */
@API(status = INTERNAL, since = "0.1")
public final class PprofSource implements AutoCloseable {

    /** The gate writes all stacks in one go, where Go's own profile stops the world several times. */
    private static final String GATED_STACKS = "../../noleak/goroutines";

    private static final long MOST_PROFILE = 512L << 20;
    private static final long MOST_TEXT = 1L << 30;
    private static final int FIRST_LINE = 1_000;
    /** How long the gate may take beyond what it is told to wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Workplace workplace;
    private final URI base;
    private final HttpSource http;
    private final @Nullable ServiceProcess process;
    private long lastCount = -1;
    private List<GoroutineGroup> lastGroups = List.of();

    private PprofSource(Workplace workplace, URI base, HttpSource http, @Nullable ServiceProcess process) {
        this.workplace = workplace;
        this.base = base;
        this.http = http;
        this.process = process;
    }

    /** Makes one for a service that was started here. */
    public static PprofSource of(Workplace workplace, ServiceProcess process) {
        URI base = process.pprof();
        return new PprofSource(workplace, base, HttpSource.of(base, Access.open()), process);
    }

    /** Makes one for a service that runs by itself. */
    public static PprofSource of(Workplace workplace, URI base, Access access) {
        return new PprofSource(workplace, base, HttpSource.of(base, access), null);
    }

    /** Returns the address below which the profiles are. */
    public URI base() {
        return base;
    }

    /**
     * Waits until what may end has ended, and takes a sample.
     *
     * @throws GoException if the profiles cannot be had
     */
    public ServiceFindings sample(Settling settling) {
        try {
            return process != null && process.isGated() ? gated(settling, process) : sampled(settling);
        } finally {
            http.disconnect();
        }
    }

    private ServiceFindings gated(Settling settling, ServiceProcess process) {
        Facts facts = get(
                settling.ceiling().plus(PATIENCE),
                "../../noleak/settle?quiet=" + settling.quiet().toMillis() + "ms&ceiling="
                        + settling.ceiling().toMillis() + "ms&careful=" + settling.careful(),
                MOST_TEXT,
                body -> Facts.parse(new String(body.readNBytes(FIRST_LINE), UTF_8)));
        Profile heap = profile("../../noleak/heap");
        return findings(
                facts.text("go"),
                facts.text("settled").equals("true"),
                heap,
                (int) facts.number("planted"),
                crowd(facts.amounts().getOrDefault("goroutines", 0L), settling.careful()),
                new MemoryTotals(
                        facts.number("heap-objects"),
                        facts.number("heap-bytes"),
                        ProcessCounters.ofOurs(facts.number("total-alloc"))),
                facts.amounts(),
                process);
    }

    /** Returns a profile of all that was ever allocated, exactly; nothing where not every object is recorded. */
    public Optional<Profile> allocations() {
        if (process == null || !process.isGated()) {
            return Optional.empty();
        }
        try {
            return Optional.of(profile("../../noleak/allocations"));
        } finally {
            http.disconnect();
        }
    }

    private ServiceFindings sampled(Settling settling) {
        get("heap?gc=1&debug=1", MOST_TEXT, MemoryTotals::read); // the first of two collections: pools let go slowly
        boolean settled = settle(settling);
        // The profile is that of the last collection, and so are the totals: neither has what this question leaves
        // behind.
        MemoryTotals totals = get("heap?gc=1&debug=1", MOST_TEXT, MemoryTotals::read);
        Profile heap = profile("heap");
        return findings("", settled, heap, 0, goroutines("goroutine?debug=2"), totals, ofSystem(), process);
    }

    /** Stacks are the dearest part of a sample: where goroutines are as many as before, they are asked for with care alone. */
    private List<GoroutineGroup> crowd(long count, boolean careful) {
        if (careful || count != lastCount) {
            lastGroups = goroutines(GATED_STACKS);
            lastCount = count;
        }
        return lastGroups;
    }

    private ServiceFindings findings(
            String go,
            boolean settled,
            Profile heap,
            int planted,
            List<GoroutineGroup> goroutines,
            MemoryTotals totals,
            Map<String, Long> amounts,
            @Nullable ServiceProcess process) {
        Proc system = process == null ? null : process.system();
        return new ServiceFindings(
                go,
                settled,
                heap,
                planted > 0,
                planted,
                goroutines,
                totals.heapObjects(),
                totals.heapBytes(),
                totals.counters(),
                system == null ? -1 : system.received(),
                amounts,
                system == null ? 0 : system.openFilesLimit());
    }

    private Map<String, Long> ofSystem() {
        return process == null ? Map.of() : process.system().amounts();
    }

    /** Waits until the goroutines have not become fewer for a while. */
    private boolean settle(Settling settling) {
        long begin = System.nanoTime();
        long fell = begin;
        long least = Long.MAX_VALUE;
        while (true) {
            long now = System.nanoTime();
            long count = goroutineCount();
            if (count < least) {
                least = count;
                fell = now;
            }
            if (now - fell >= settling.quiet().toNanos()) {
                return true;
            }
            if (now - begin >= settling.ceiling().toNanos()) {
                return false;
            }
            try {
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GoException("Interrupted while " + base + " was sampled", List.of());
            }
        }
    }

    /**
     * Returns all goroutines, once the runtime was asked which of them nothing can wake; none where it cannot be asked.
     */
    public List<GoroutineGroup> leakProof() {
        try {
            return http.read(base.resolve("goroutineleak?debug=2"), MOST_TEXT, GoroutineDump::parse);
        } catch (IOException e) {
            return List.of(); // Go before 1.27 has it only where it is built in as an experiment
        } finally {
            http.disconnect();
        }
    }

    private long goroutineCount() {
        return get("goroutine?debug=1", MOST_TEXT, PprofSource::total);
    }

    /** Reads the first line alone: {@code goroutine profile: total 12}. */
    private static long total(InputStream body) throws IOException {
        String start = new String(body.readNBytes(FIRST_LINE), UTF_8);
        String line = start.lines().findFirst().orElse("");
        String count = line.substring(line.lastIndexOf(' ') + 1);
        if (!line.startsWith("goroutine profile: total ") || !count.matches("\\d{1,9}")) {
            throw new IOException("answered no goroutine profile, but: " + line);
        }
        body.skip(MOST_TEXT);
        return Long.parseLong(count);
    }

    /** Returns all goroutines as they stand now, if they can be had within about a time. */
    public List<GoroutineGroup> goroutines(Duration patience) {
        boolean gated = process != null && process.isGated();
        return get(patience, gated ? GATED_STACKS : "goroutine?debug=2", MOST_TEXT, PprofSource::parsed);
    }

    private List<GoroutineGroup> goroutines(String path) {
        return get(path, MOST_TEXT, PprofSource::parsed);
    }

    private static List<GoroutineGroup> parsed(InputStream body) throws IOException {
        List<GoroutineGroup> groups = GoroutineDump.parse(body);
        if (groups.isEmpty()) {
            throw new IOException("answered no goroutine, though one has to answer");
        }
        return groups;
    }

    /** Profiles are read in two passes, so that they go through a file. */
    private Profile profile(String path) {
        return get(path, MOST_PROFILE, body -> {
            Path directory = workplace.newDirectory();
            try {
                Path file = directory.resolve("profile");
                Files.copy(body, file);
                return ProfileReader.read(() -> Files.newInputStream(file));
            } finally {
                Workplace.delete(directory);
            }
        });
    }

    private <T> T get(String path, long most, HttpSource.Reader<T> reader) {
        return asked(path, address -> http.read(address, most, reader));
    }

    private <T> T get(Duration patience, String path, long most, HttpSource.Reader<T> reader) {
        return asked(path, address -> http.patient(patience).read(address, most, reader));
    }

    /** What is asked of an address. */
    private interface Question<T> {
        T ask(URI address) throws IOException;
    }

    private <T> T asked(String path, Question<T> question) {
        URI address = base.resolve(path);
        try {
            return question.ask(address);
        } catch (IOException e) {
            if (process != null && process.hasEnded()) {
                throw process.ended("The Go service ended while it was sampled");
            }
            throw new GoException(
                    "GET " + address + ": " + e.getMessage(),
                    List.of("Expected: the profiles of Go's net/http/pprof below " + base + "."));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
