package io.github.noleak.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.judge.KnownLeak;
import io.github.noleak.judge.KnownScenario;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The committed file of what is known of a Go module's scenarios.
 *
 * <p>What is recorded is written by {@link #write()}, into the file as it is then: other JVMs of the build write, too.
 */
@API(status = INTERNAL, since = "0.1")
public final class BaselineFile {

    /** The name of the file, beside {@code go.mod}. */
    public static final String NAME = "noleak-baseline.json";

    /** A file of 10,000 scenarios has 4 MB. */
    private static final int MOST_BYTES = 32 << 20;

    private static final int MOST_LEAKS = 500;

    private static final String LOCK = ".baseline.lock";

    private final Path file;
    private final Path locks;
    private final SortedMap<String, KnownScenario> scenarios;
    private final SortedMap<String, KnownScenario> recorded = new TreeMap<>();

    private BaselineFile(Path file, Path locks, SortedMap<String, KnownScenario> scenarios) {
        this.file = file;
        this.locks = locks;
        this.scenarios = scenarios;
    }

    /**
     * Reads a baseline, which may not be there yet.
     *
     * @param locks an existing directory, the same for all who write the file
     * @throws BaselineException if there is something that is no baseline
     */
    public static BaselineFile read(Path file, Path locks) {
        return new BaselineFile(file, locks, scenarios(file));
    }

    private static SortedMap<String, KnownScenario> scenarios(Path file) {
        if (Files.notExists(file)) {
            return new TreeMap<>();
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BaselineException(
                        "The baseline " + file + " is larger than " + Numbers.bytes(MOST_BYTES),
                        List.of("Expected: a file that NoLeak wrote.", BaselineReader.HELP));
            }
            return BaselineReader.read(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new BaselineException(
                    "The baseline " + file + " is no text in UTF-8",
                    List.of("Expected: a file that NoLeak wrote.", BaselineReader.HELP));
        } catch (IOException e) {
            throw new BaselineException(
                    "The baseline " + file + " cannot be read: " + e,
                    List.of("Expected: a file. Correct it, or name another with -Dnoleak.baseline.file=…"));
        }
    }

    /**
     * Sees that the file can be written later.
     *
     * @throws BaselineException if it cannot
     */
    public BaselineFile requireWritable() {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw unwritable("there is no directory " + directory);
        }
        if (!Files.isWritable(directory)) {
            throw unwritable("nothing may be written in " + directory);
        }
        return this;
    }

    /** Returns the scenarios that the file knew when it was read. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(scenarios.keySet());
    }

    /** Returns what the file recorded of a scenario when it was read. */
    public Optional<KnownScenario> scenario(String id) {
        return Optional.ofNullable(scenarios.get(id));
    }

    /**
     * Records what is known of a scenario from now on; nothing is known of one without allocations and leaks.
     *
     * <p>Two tests may gate a scenario, each with limits of its own: what either takes for a leak is one.
     *
     * @throws BaselineException if that is more than the file should have
     */
    public synchronized void record(String id, KnownScenario scenario) {
        if (scenario.leaks().size() > MOST_LEAKS) {
            throw new BaselineException(
                    "%s has %,d leaks at once; a baseline takes at most %,d"
                            .formatted(id, scenario.leaks().size(), MOST_LEAKS),
                    List.of("Raise its limits instead, for example with -Dnoleak.limit.retained-objects=…"));
        }
        recorded.merge(id, scenario, BaselineFile::both);
    }

    private static KnownScenario both(KnownScenario first, KnownScenario second) {
        List<KnownLeak> leaks = new ArrayList<>(first.leaks());
        second.leaks().stream()
                .filter(l -> leaks.stream().noneMatch(k -> k.fingerprint().equals(l.fingerprint())))
                .forEach(leaks::add);
        return new KnownScenario(second.platform(), second.allocations(), leaks);
    }

    /**
     * Merges what was recorded into the file, which appears whole or not at all, and touches no other scenario.
     *
     * @throws BaselineException if that fails, or if the file is no baseline any more: it is then left as it is
     */
    public synchronized void write() {
        if (recorded.isEmpty()) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(locks.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = FileLocks.lock(channel)) {
            SortedMap<String, KnownScenario> before = scenarios(file);
            SortedMap<String, KnownScenario> after = new TreeMap<>(before);
            recorded.forEach((id, scenario) -> {
                if (scenario.isEmpty()) {
                    after.remove(id);
                } else {
                    after.put(id, scenario);
                }
            });
            if (lock.isValid() && !after.equals(before)) {
                replace(BaselineWriter.write(after));
            }
            recorded.clear();
        } catch (IOException e) {
            throw unwritable(e.toString());
        }
    }

    private void replace(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it would have more than " + Numbers.bytes(MOST_BYTES));
        }
        Path target = Files.exists(file) ? file.toRealPath() : file;
        // Not a temporary file of the system's making, which only its owner may read.
        Path part =
                target.resolveSibling("." + NAME + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private BaselineException unwritable(String why) {
        return new BaselineException(
                "The baseline " + file + " cannot be written: " + why,
                List.of("Expected: a place to write to. Name another with -Dnoleak.baseline.file=…,"
                        + " or leave out -Dnoleak.baseline.update"));
    }
}
