package io.github.noleak.go.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What makes two test binaries of a package the same.
 *
 * @param directory the directory of {@code go.mod}
 * @param tags build tags
 * @param environment variables for the build and the runs, beyond the JVM's own
 * @param flags further flags of {@code go test -c}
 */
@API(status = INTERNAL, since = "0.1")
public record BuildSettings(
        GoToolchain toolchain, Path directory, List<String> tags, Map<String, String> environment, List<String> flags) {

    /** Copies the collections. */
    public BuildSettings {
        tags = List.copyOf(tags);
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /** Returns the flags that choose files, which {@code go list} takes as well. */
    public List<String> tagFlags() {
        return tags.isEmpty() ? List.of() : List.of("-tags", String.join(",", tags));
    }
}
