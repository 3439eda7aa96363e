package io.github.noleak.go.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.NearNames;
import io.github.noleak.go.NoSuchNameException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The packages of one module, and the benchmarks and tests in them.
 *
 * @param directory the module's directory, as {@code go list} prints it
 * @param path the module's path
 * @param goVersion the toolchain that the module is built with, such as {@code go1.26.8}
 * @param arch the architecture that it is built for, as Go names it
 * @param goRoot where the toolchain lies, with the sources of Go's library
 * @param beside other modules whose code is the user's own: those of its workspace, and those that a {@code replace}
 *     names by a directory
 */
@API(status = INTERNAL, since = "0.1")
public record ModuleListing(
        BuildSettings settings,
        Path directory,
        String path,
        String goVersion,
        String arch,
        Path goRoot,
        List<GoPackage> packages,
        List<SourceModule> beside) {

    private static final String FIELDS = "Dir,ImportPath,Name,Module,TestGoFiles,XTestGoFiles,Standard";

    private static final List<String> MODULE_ALONE = List.of("list", "-m", "-json=Path,Dir");

    private static final Pattern FUNCTION = Pattern.compile("(?m)^func ((?:Benchmark|Test)[\\p{L}\\p{Nd}_]*)\\(");

    /** Copies the lists. */
    public ModuleListing {
        packages = List.copyOf(packages);
        beside = List.copyOf(beside);
    }

    /**
     * Lists a module without building anything.
     *
     * @throws GoException if the directory is not that of a module, or {@code go list} fails
     */
    public static ModuleListing of(Workplace workplace, BuildSettings settings) {
        requireModule(settings.directory());
        GoCommand go = new GoCommand(workplace, settings);
        List<String> environment = environment(go, settings);
        List<String> arguments = new ArrayList<>(List.of("list", "-e", "-json=" + FIELDS));
        arguments.addAll(settings.tagFlags());
        arguments.add("./...");
        GoCommand.Result result = go.run(arguments);
        List<JsonObject> objects = objects(result.output());
        // A module may be there for the programs of others that it requires.
        GoCommand.Result module = result.exitCode() == 0 && objects.isEmpty() ? go.run(MODULE_ALONE) : result;
        if (module.exitCode() != 0) {
            throw new GoException(
                    "The packages of the Go module in " + settings.directory() + " cannot be listed",
                    module.errors().lastLines(20));
        }
        JsonObject own = objects.isEmpty()
                ? objects(module.output()).stream() // all modules of a workspace
                        .filter(each -> Path.of(each.getString("Dir", "")).equals(settings.directory()))
                        .findFirst()
                        .orElseGet(JsonObject::new)
                : objects.get(0).getObject("Module", new JsonObject());
        return of(settings, environment, own, objects, go);
    }

    private static void requireModule(Path directory) {
        if (Files.isRegularFile(directory.resolve("go.mod"))) {
            return;
        }
        String found = Files.isDirectory(directory) ? "the directory has no go.mod" : "there is no such directory";
        throw new NoSuchNameException(
                "No Go module in " + directory + ": " + found,
                List.of(
                        "Expected: the directory of go.mod, from the Maven module's directory, or absolute.",
                        "Correct @GoModule, or -Dnoleak.module where that is set."));
    }

    /** Returns the version, the architecture, the file of the workspace, which is empty where there is none, and GOROOT. */
    private static List<String> environment(GoCommand go, BuildSettings settings) {
        GoCommand.Result result = go.run(List.of("env", "GOVERSION", "GOARCH", "GOWORK", "GOROOT"));
        if (result.exitCode() != 0) {
            throw new GoException(
                    "\"" + settings.toolchain().go() + " env\" fails in " + settings.directory(),
                    result.errors().lastLines(20));
        }
        return List.of(result.output().stripTrailing().concat("\n\n").split("\\R", -1));
    }

    private static ModuleListing of(
            BuildSettings settings,
            List<String> environment,
            JsonObject module,
            List<JsonObject> objects,
            GoCommand go) {
        Path root = Path.of(module.getString("Dir", settings.directory().toString()));
        List<GoPackage> packages = new ArrayList<>();
        for (JsonObject object : objects) {
            Path directory = Path.of(object.getString("Dir", root.toString()));
            if (directory.startsWith(root)) {
                packages.add(new GoPackage(
                        directory,
                        object.getString("ImportPath", ""),
                        object.getString("Name", ""),
                        root.relativize(directory).toString().replace('\\', '/'),
                        functions(directory, object)));
            }
        }
        SourceModule own = new SourceModule(root, module.getString("Path", ""));
        return new ModuleListing(
                settings,
                root,
                own.path(),
                environment.get(0),
                environment.get(1),
                Path.of(environment.get(3)),
                packages,
                SourceModules.beside(own, environment.get(2), go));
    }

    private static List<String> functions(Path directory, JsonObject object) {
        List<String> functions = new ArrayList<>();
        for (String key : List.of("TestGoFiles", "XTestGoFiles")) {
            for (Object file : object.getArray(key, new JsonArray())) {
                functions.addAll(functionsIn(directory.resolve(String.valueOf(file))));
            }
        }
        functions.remove("TestMain");
        return functions;
    }

    private static List<String> functionsIn(Path file) {
        try {
            // Names are what counts, in whatever encoding the rest is.
            String source = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return FUNCTION.matcher(source)
                    .results()
                    .map((MatchResult m) -> m.group(1))
                    .toList();
        } catch (IOException e) {
            throw new GoException(
                    "A file that \"go list\" names cannot be read: " + file, List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Cuts the output at the lines that end an object: {@code go list} writes one after the other. */
    public static List<JsonObject> objects(String output) {
        List<JsonObject> objects = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String line : output.lines().toList()) {
            text.append(line).append('\n');
            if (line.equals("}")) {
                try {
                    objects.add(JsonParser.object().from(text.toString()));
                } catch (JsonParserException e) {
                    throw new GoException(
                            "\"go list -json\" printed what is not JSON", List.of(String.valueOf(e.getMessage())));
                }
                text.setLength(0);
            }
        }
        return objects;
    }

    /** Returns the same module with its scenarios named from a directory above its own, as those of a workspace are. */
    public ModuleListing namedFrom(Path base) {
        if (base.equals(settings.directory()) || !settings.directory().startsWith(base)) {
            return this;
        }
        String prefix = base.relativize(settings.directory()).toString().replace('\\', '/');
        return new ModuleListing(
                settings,
                directory,
                path,
                goVersion,
                arch,
                goRoot,
                packages.stream()
                        .map(p -> new GoPackage(
                                p.directory(),
                                p.path(),
                                p.name(),
                                p.id().isEmpty() ? prefix : prefix + "/" + p.id(),
                                p.functions()))
                        .toList(),
                beside);
    }

    /**
     * Finds the package of a scenario.
     *
     * @throws GoException if there is none or more than one; it lists names that are near, or the candidates
     */
    public GoPackage packageOf(ScenarioName name) {
        List<GoPackage> candidates = packages.stream()
                .filter(p -> name.packageId() == null || p.id().equals(name.packageId()))
                .filter(p -> p.functions().contains(name.function()))
                .toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        String wanted = name.packageId() == null ? name.goName() : name.packageId() + "." + name.goName();
        String kind = name.isBenchmark() ? "benchmark" : "test";
        if (candidates.isEmpty()) {
            throw new NoSuchNameException(
                    "No " + kind + " " + wanted + " in the Go module " + path + " (" + directory + ")", nearTo(name));
        }
        List<String> details = new ArrayList<>();
        details.add("Name one of them with its package:");
        candidates.forEach(p -> details.add("  " + p.scenario(name.goName())));
        throw new NoSuchNameException(
                "The " + kind + " " + wanted + " is in " + candidates.size() + " packages of the Go module " + path,
                details);
    }

    private List<String> nearTo(ScenarioName name) {
        String wanted = (name.packageId() == null ? "" : name.packageId() + ".") + name.function();
        List<String> all = packages.stream()
                .flatMap(p -> p.functions().stream()
                        .filter(f -> f.startsWith("Benchmark") == name.isBenchmark())
                        .map(p::scenario))
                .toList();
        return NearNames.advice(wanted, all);
    }

    /** Returns the same with one more module whose code is the user's own. */
    public ModuleListing with(SourceModule more) {
        List<SourceModule> all = new ArrayList<>(beside);
        all.add(more);
        return new ModuleListing(settings, directory, path, goVersion, arch, goRoot, packages, all);
    }

    /** Returns whether a file is the user's own: of this module, or of one beside it. */
    public boolean contains(String file) {
        return moduleOf(file).isPresent();
    }

    /** Returns where a file of the user's own lies, also if it was built with {@code -trimpath}; others as they are. */
    public String sourceOf(String file) {
        return moduleOf(file).map(module -> module.sourceOf(file).toString()).orElse(file);
    }

    /** Returns the package that a source file is of, if it is the user's own. */
    public Optional<GoPackage> packageOf(String file) {
        Path directoryOfFile = Path.of(sourceOf(file)).getParent();
        return packages.stream()
                .filter(p -> p.directory().equals(directoryOfFile))
                .findFirst()
                .or(() -> moduleOf(file).flatMap(module -> module.packageOf(file)));
    }

    /** Built with {@code -trimpath}, a file is of the module with the longest path that fits. */
    private Optional<SourceModule> moduleOf(String file) {
        return Stream.concat(Stream.of(new SourceModule(directory, path)), beside.stream())
                .filter(module -> module.contains(file))
                .max(Comparator.comparing(module -> module.path().length()));
    }

    /** Returns the package of a scenario's id as its reports have it, if it is there. */
    public Optional<GoPackage> byId(String id) {
        return packages.stream().filter(p -> p.id().equals(id)).findFirst();
    }
}
