package io.github.noleak.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of an earlier build, of which the report says nothing any more. */
final class Leftovers {

    private Leftovers() {}

    /** Deletes what NoLeak has written into a directory of reports, the report itself apart, as far as it can be. */
    static void delete(Path reports) {
        delete(reports, ".report.json.*.part");
        Path profiles = reports.resolve(ProfileFiles.DIRECTORY);
        if (Files.isDirectory(profiles)) {
            delete(profiles, ProfileFiles.KINDS);
            delete(profiles, ".*.part");
        }
    }

    private static void delete(Path directory, String pattern) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Nothing names what stays.
        }
    }
}
