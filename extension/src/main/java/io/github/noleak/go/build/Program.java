package io.github.noleak.go.build;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.module.CachedModule;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
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
     * @param directory of its main package, from the module's: {@code ./cmd/shop}, or {@code .}; or its import path,
     *     which may be that of a package that the module requires
     * @throws GoException if there is no such program, or it does not compile; it has the compiler's lines
     */
    public static Program build(Workplace workplace, ModuleListing module, String directory, List<String> flags) {
        GoCommand go = new GoCommand(workplace, module.settings());
        ProgramSearch.Found found = new ProgramSearch(module, go).find(directory);
        GoPackage main = found.main();
        try {
            Path target = workplace.newDirectory();
            Path file = target.resolve("program");
            CachedModule cached = found.cached();
            List<String> arguments = new ArrayList<>(List.of("build"));
            arguments.addAll(module.settings().tagFlags());
            arguments.addAll(module.settings().flags());
            arguments.addAll(flags);
            if (cached == null) {
                arguments.add("-overlay=" + GateSource.writeProgramOverlay(target, module, main));
            } else {
                arguments.add("-overlay=" + GateSource.writeProgramOverlay(target, module, main, cached, go));
                arguments.add(cached.flag(module));
            }
            arguments.addAll(List.of("-o", file.toString(), main.path()));
            go.build(arguments, "The Go program " + main.path() + " does not compile");
            return new Program(file, found.module(), main, flags);
        } catch (IOException e) {
            throw new GoException(
                    "The build of the Go program " + main.path() + " cannot be prepared",
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Returns the import path of the gate, by which its own objects and goroutines are known. */
    public String gatePackage() {
        return GateSource.importPath(module);
    }
}
