package io.github.noleak.go.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A module whose source files are the user's own.
 *
 * @param directory the directory of its {@code go.mod}
 * @param path the module's path; empty where it is not known
 */
@API(status = INTERNAL, since = "0.1")
public record SourceModule(Path directory, String path) {

    /** Returns whether a file is of this module, and not of a vendored one or of one that lies in a directory below. */
    boolean contains(String file) {
        Path source = Path.of(file);
        return source.isAbsolute()
                ? source.startsWith(directory)
                        && !directory.relativize(source).startsWith("vendor")
                        && !isOfModuleBelow(source)
                : isTrimmed(file);
    }

    private boolean isOfModuleBelow(Path source) {
        Path above = source.getParent();
        while (above != null && !above.equals(directory)) {
            if (Files.isRegularFile(above.resolve("go.mod"))) {
                return true;
            }
            above = above.getParent();
        }
        return false;
    }

    /** Built with {@code -trimpath}, a file has the module's path in the directory's place, perhaps with a version. */
    private boolean isTrimmed(String file) {
        return !path.isEmpty() && (file.startsWith(path + "/") || file.startsWith(path + "@"));
    }

    /** Returns where a file of this module lies, also if it was built with {@code -trimpath}. */
    Path sourceOf(String file) {
        return isTrimmed(file)
                ? directory.resolve(file.substring(path.length()).replaceFirst("^(@[^/]*)?/", ""))
                : Path.of(file);
    }

    /** Returns the package that a source file of this module is of; without what only a listing tells. */
    Optional<GoPackage> packageOf(String file) {
        Path parent = sourceOf(file).getParent();
        if (parent == null || path.isEmpty()) {
            return Optional.empty();
        }
        String below = directory.relativize(parent).toString().replace('\\', '/');
        return Optional.of(new GoPackage(parent, below.isEmpty() ? path : path + "/" + below, "", "", List.of()));
    }
}
