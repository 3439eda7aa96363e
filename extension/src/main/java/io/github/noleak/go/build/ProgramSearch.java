package io.github.noleak.go.build;

import com.grack.nanojson.JsonObject;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.NoSuchNameException;
import io.github.noleak.go.module.CachedModule;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.module.SourceModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the main package of a program: one of a module's own, or one of a module that it requires. */
record ProgramSearch(ModuleListing module, GoCommand go) {

    private static final String FIELDS = "-json=Dir,ImportPath,Name,Module";

    /**
     * A program.
     *
     * @param module with that of the program among those whose code is the user's own
     * @param cached the module of the program, if it lies below the module cache
     */
    record Found(
            GoPackage main, ModuleListing module, @Nullable CachedModule cached) {}

    Found find(String directory) {
        String id = directory.replaceFirst("^\\./", "").replaceFirst("/+$", "").replaceFirst("^\\.$", "");
        Optional<GoPackage> listed = module.packages().stream()
                .filter(p -> p.name().equals("main"))
                .filter(p -> p.id().equals(id) || p.path().equals(directory))
                .findFirst();
        return listed.isPresent() ? new Found(listed.get(), module, null) : ask(directory, id);
    }

    /** The pattern of a listing takes in neither {@code testdata} nor other modules; go knows them by their names. */
    private Found ask(String directory, String id) {
        boolean below = Files.isDirectory(module.directory().resolve(id));
        List<String> arguments = new ArrayList<>(List.of("list", FIELDS));
        arguments.addAll(module.settings().tagFlags());
        arguments.add(below ? "./" + id : directory);
        GoCommand.Result result = go.run(arguments);
        List<JsonObject> objects = result.exitCode() == 0 ? ModuleListing.objects(result.output()) : List.of();
        if (objects.isEmpty() || !objects.get(0).getString("Name", "").equals("main")) {
            throw none(directory, result);
        }
        JsonObject found = objects.get(0);
        Path place = Path.of(found.getString("Dir", ""));
        GoPackage main = new GoPackage(place, found.getString("ImportPath", ""), "main", id, List.of());
        JsonObject itsModule = found.getObject("Module", new JsonObject());
        Path cache = Path.of(go.run(List.of("env", "GOMODCACHE")).output().strip());
        if (!place.startsWith(cache) || place.startsWith(module.directory())) {
            return new Found(main, module, null);
        }
        CachedModule cached = new CachedModule(
                Path.of(itsModule.getString("Dir", "")),
                itsModule.getString("Path", ""),
                itsModule.getString("Version", ""));
        return new Found(main, module.with(new SourceModule(cached.directory(), cached.path())), cached);
    }

    private NoSuchNameException none(String directory, GoCommand.Result result) {
        List<String> advice = new ArrayList<>(result.errors().lastLines(3));
        advice.add(
                "Expected in @GoService(main): the directory of a package main, from that of go.mod, or the import path"
                        + " of one that go.mod requires.");
        List<String> found = module.packages().stream()
                .filter(p -> p.name().equals("main"))
                .map(p -> p.id().isEmpty() ? "." : "./" + p.id())
                .toList();
        advice.add(found.isEmpty() ? "The module has none." : "There are: " + String.join(", ", found));
        return new NoSuchNameException(
                "No Go program \"" + directory + "\" in the Go module " + module.path() + " (" + module.directory()
                        + ")",
                advice);
    }
}
