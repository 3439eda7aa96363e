package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A program of a module, built with the gate inside.
 *
 * @param file the executable
 * @param main the package of its main function
 * @param flags those of this build alone
 */
@API(status = INTERNAL, since = "0.1")
public record Program(Path file, ModuleListing module, GoPackage main, List<String> flags) {

    /** Copies the list. */
    public Program {
        flags = List.copyOf(flags);
    }

    /**
     * Compiles a program.
     *
     * @param directory of its main package, from the module's: {@code ./cmd/shop}, or {@code .}
     * @throws GoException if there is no such program, or it does not compile; it has the compiler's lines
     */
    public static Program build(Workplace workplace, ModuleListing module, String directory, List<String> flags) {
        GoPackage main = find(module, directory);
        try {
            Path target = workplace.newDirectory();
            Path file = target.resolve("program");
            Path overlay = GateSource.writeProgramOverlay(target, module, main);
            List<String> arguments = new ArrayList<>(List.of("build", "-overlay", overlay.toString()));
            arguments.addAll(module.settings().tagFlags());
            arguments.addAll(module.settings().flags());
            arguments.addAll(flags);
            arguments.addAll(List.of("-o", file.toString(), main.path()));
            new GoCommand(workplace, module.settings())
                    .build(arguments, "The Go program " + main.path() + " does not compile");
            return new Program(file, module, main, flags);
        } catch (IOException e) {
            throw new GoException(
                    "The build of the Go program " + main.path() + " cannot be prepared",
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    private static GoPackage find(ModuleListing module, String directory) {
        String id = directory.replaceFirst("^\\./", "").replaceFirst("/+$", "").replaceFirst("^\\.$", "");
        return module.packages().stream()
                .filter(p -> p.name().equals("main"))
                .filter(p -> p.id().equals(id) || p.path().equals(directory))
                .findFirst()
                .orElseThrow(() -> new NoSuchNameException(
                        "No Go program \"" + directory + "\" in the Go module " + module.path() + " ("
                                + module.directory() + ")",
                        programs(module)));
    }

    private static List<String> programs(ModuleListing module) {
        List<String> advice = new ArrayList<>();
        advice.add("Expected in @GoService(main): the directory of a package main, from that of go.mod.");
        List<String> found = module.packages().stream()
                .filter(p -> p.name().equals("main"))
                .map(p -> p.id().isEmpty() ? "." : "./" + p.id())
                .toList();
        advice.add(found.isEmpty() ? "The module has none." : "There are: " + String.join(", ", found));
        return advice;
    }

    /** Returns the import path of the gate, by which its own objects and goroutines are known. */
    public String gatePackage() {
        return GateSource.importPath(module);
    }
}
