package io.github.noleak.go.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A module below Go's module cache, of which a program is to be built with the gate inside.
 *
 * <p>An overlay adds no file below the module cache. So it shows the module's files in a directory of the main module,
 * where none exists, and a {@code go.mod} (or {@code go.work}) that takes the module from there. Nothing is copied, and
 * the place is the same in every build, so that Go's build cache serves the next one. The compiler names the files as
 * they lie in the module cache.
 *
 * @param directory where it lies
 * @param path by which it is required
 * @param version that is required
 */
@API(status = INTERNAL, since = "0.1")
public record CachedModule(Path directory, String path, String version) {

    private static final String PLACE = "noleakmodule_7f3c";

    /** Returns where the build finds the module. */
    private Path place(ModuleListing main) {
        return main.directory().resolve(PLACE);
    }

    /** Returns where the build finds a directory of the module. */
    public Path placeOf(Path below, ModuleListing main) {
        return place(main).resolve(directory.relativize(below));
    }

    /** Returns the flag with which the compiler names the module's files as they are. */
    public String flag(ModuleListing main) {
        return "-gcflags=" + path + "/...=-trimpath=" + place(main) + "=>" + directory;
    }

    /** Adds to an overlay what takes the module from its place. */
    public void addTo(JsonObject replace, Path target, ModuleListing main, GoCommand go) throws IOException {
        Path place = place(main);
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> replace.put(
                            place.resolve(directory.relativize(file)).toString(), file.toString()));
        }
        Path own = place.resolve("go.mod");
        if (!replace.has(own.toString())) {
            replace.put(
                    own.toString(),
                    Files.writeString(target.resolve("module.mod"), "module " + path + "\n")
                            .toString());
        }
        String workspace = go.run(List.of("env", "GOWORK")).output().strip();
        boolean alone = workspace.isEmpty() || workspace.equals("off");
        Path file = alone ? main.directory().resolve("go.mod") : Path.of(workspace);
        Path edited = target.resolve(alone ? "go.mod" : "go.work");
        Files.writeString(edited, Files.readString(file));
        String versioned = path + "@" + version;
        go.build(
                List.of(
                        alone ? "mod" : "work",
                        "edit",
                        "-dropreplace=" + path,
                        "-dropreplace=" + versioned,
                        "-replace=" + versioned + "=" + place,
                        edited.toString()),
                "The file " + file + " cannot be read");
        replace.put(file.toString(), edited.toString());
    }
}
