package io.github.noleak.go;

import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A module that requires another one with a program, which go takes from a proxy in a directory.
 *
 * @param module the directory of the module
 * @param cache the module cache, which nobody else uses
 */
public record RequiredServer(Path module, Path cache, Map<String, String> environment) {

    private static final String SERVER = "example.com/server";
    private static final String VERSION = "v1.2.3";

    private static final Map<String, String> FILES = Map.of(
            "go.mod",
            "module example.com/server\n\ngo 1.16\n",
            "name/name.go",
            "package name\n\n// Of is who is greeted.\nconst Of = \"gopher\"\n",
            "cmd/serve/greeting.txt",
            "hello",
            "cmd/serve/main.go",
            """
            package main

            import (
            	_ "embed"
            	"fmt"
            	"runtime"

            	"example.com/server/name"
            )

            //go:embed greeting.txt
            var greeting string

            func main() {
            	_, file, _, _ := runtime.Caller(0)
            	fmt.Printf("%s, %s\\n%s\\n", greeting, name.Of, file)
            }
            """);

    public static RequiredServer in(Path directory, String how) throws Exception {
        Path proxy = Files.createDirectories(directory.resolve("proxy/example.com/server/@v"));
        Files.writeString(proxy.resolve(VERSION + ".info"), "{\"Version\":\"" + VERSION + "\"}");
        Files.writeString(proxy.resolve(VERSION + ".mod"), FILES.getOrDefault("go.mod", ""));
        try (OutputStream file = Files.newOutputStream(proxy.resolve(VERSION + ".zip"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> each : FILES.entrySet()) {
                zip.putNextEntry(new ZipEntry(SERVER + "@" + VERSION + "/" + each.getKey()));
                zip.write(each.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        Path cache = directory.resolve("cache");
        Map<String, String> environment = new HashMap<>(Map.of(
                "GOMODCACHE", cache.toString(),
                "GOPROXY", directory.resolve("proxy").toUri().toString(),
                "GONOSUMDB", "*",
                "GOFLAGS", "-mod=mod",
                // It would have to be fetched from that proxy, too.
                "GOTOOLCHAIN", "local"));
        Path module = Files.createDirectories(directory.resolve("shop"));
        Files.writeString(
                module.resolve("go.mod"),
                "module example.com/shop\n\ngo 1.18\n\nrequire " + SERVER + " " + VERSION + "\n");
        Files.writeString(
                module.resolve("tools.go"),
                "//go:build tools\n\npackage shop\n\nimport _ \"example.com/server/cmd/serve\"\n");
        Files.writeString(module.resolve("shop.go"), "package shop\n");
        run(module, environment, "mod", "tidy");
        if (how.equals("vendored")) {
            run(module, environment, "mod", "vendor");
        }
        environment.put("GOFLAGS", how.equals("vendored") ? "-mod=vendor" : "-mod=readonly");
        if (how.equals("workspace")) {
            Files.writeString(directory.resolve("go.work"), "go 1.18\n\nuse ./shop\n");
        }
        return new RequiredServer(module, cache, environment);
    }

    private static void run(Path directory, Map<String, String> environment, String... arguments) throws Exception {
        BuildSettings settings = new BuildSettings(
                GoToolchain.find(null, System.getenv()), directory, List.of(), environment, List.of());
        try (Workplace workplace = Workplace.open()) {
            new GoCommand(workplace, settings).build(List.of(arguments), "The fixture cannot be made");
        }
    }

    /** The directories of a module cache cannot be written to. */
    public void clear() throws IOException {
        try (Stream<Path> all = Files.walk(cache)) {
            all.filter(Files::isDirectory).sorted(Comparator.naturalOrder()).forEach(d -> {
                if (!d.toFile().setWritable(true)) {
                    throw new UncheckedIOException(new IOException("cannot be written to: " + d));
                }
            });
        }
    }
}
