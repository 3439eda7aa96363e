package io.github.noleak.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apiguardian.api.API;

/**
 * The directory of the profiles of scenarios that leak, each of them named after its scenario and the module of that.
 *
 * @param directory is made when the first profile is written
 * @param base what paths are told relative to
 * @param module stands before the scenarios in the names of files; empty where scenarios are of no module
 */
@API(status = INTERNAL, since = "0.1")
public record ProfileFiles(Path directory, Path base, String module) {

    static final String DIRECTORY = "profiles";

    /** The names of all files that are written here. */
    static final String KINDS = "*.{growth.pb.gz,heap-*.pb.gz,blocking.pb.gz,trace}";

    private static final int LONGEST = 120;

    /** Stands in no name of a module or a scenario. */
    private static final String SEPARATOR = "+";

    /** Returns the profiles that belong to the reports of a directory. */
    public static ProfileFiles in(Path reports, Path base) {
        return new ProfileFiles(reports.resolve(DIRECTORY), base, "");
    }

    /** Returns the profiles of the Go module in a directory: that of another may have scenarios of the same names. */
    public ProfileFiles of(Path moduleDirectory) {
        String name = String.valueOf(moduleDirectory.getFileName());
        String path = moduleDirectory.getRoot().equals(base.getRoot())
                ? base.relativize(moduleDirectory).toString()
                : moduleDirectory.toString();
        boolean beside = path.equals(Path.of("..", name).toString());
        return new ProfileFiles(directory, base, beside ? fileName(name) : withSum(plain(name), path));
    }

    /** Writes the growth of a scenario, and returns its file as a reader would name it. */
    String write(String scenario, Profile growth) throws IOException {
        return write(file(scenario, "growth"), growth::write);
    }

    /** Writes the heap profiles of a scenario's runs; returns their files by the number of operations. */
    Map<Long, String> writeHeaps(String scenario, Map<Long, RunFiles.Content> heaps) throws IOException {
        Map<Long, String> files = new TreeMap<>();
        for (Map.Entry<Long, RunFiles.Content> run : heaps.entrySet()) {
            files.put(run.getKey(), write(file(scenario, "heap-" + run.getKey()), run.getValue()));
        }
        return files;
    }

    /** Copies files of a scenario by the ends of their names; returns the copies by those. */
    Map<String, String> copyAsTheyAre(String scenario, Map<String, Path> files) throws IOException {
        Map<String, String> copies = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path copy = directory.resolve(name(scenario) + "." + file.getKey());
            copies.put(file.getKey(), write(copy, target -> Files.copy(file.getValue(), target)));
        }
        return copies;
    }

    /** Deletes what an earlier build has left of a scenario. */
    void clear(String scenario) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, name(scenario) + KINDS.substring(1))) {
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path file(String scenario, String kind) {
        return directory.resolve(name(scenario) + "." + kind + ".pb.gz");
    }

    private String name(String scenario) {
        return module.isEmpty() ? fileName(scenario) : module + SEPARATOR + fileName(scenario);
    }

    /** Two names that differ in other letters alone have different files all the same. */
    private static String fileName(String name) {
        String plain = plain(name);
        return plain.equals(name) && plain.length() <= LONGEST ? plain : withSum(plain, name);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._=-]", "_");
    }

    private static String withSum(String plain, String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(UTF_8));
        return plain.substring(0, Math.min(LONGEST, plain.length())) + "-" + Long.toHexString(sum.getValue());
    }

    private String write(Path file, RunFiles.Content content) throws IOException {
        Files.createDirectories(directory);
        Path part = directory.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".part");
        try {
            try (OutputStream target = Files.newOutputStream(part)) {
                content.to(target);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return file.startsWith(base) ? base.relativize(file).toString() : file.toString();
    }
}
