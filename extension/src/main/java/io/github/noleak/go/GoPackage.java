package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A package of the module under test.
 *
 * @param directory where it lies, as {@code go list} prints it
 * @param path the import path
 * @param name the name in its package clause
 * @param id the directory below the module's, with slashes; empty for the module's own
 * @param functions the benchmarks and tests in its files, as far as the build tags let them in
 */
@API(status = INTERNAL, since = "0.1")
public record GoPackage(Path directory, String path, String name, String id, List<String> functions) {

    /** Copies the list. */
    public GoPackage {
        functions = List.copyOf(functions);
    }

    /** Returns the id of a scenario of this package. */
    public String scenario(String function) {
        return id.isEmpty() ? function : id + "." + function;
    }
}
