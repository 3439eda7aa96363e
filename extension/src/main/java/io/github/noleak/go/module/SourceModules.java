package io.github.noleak.go.module;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the modules beside the one under test that are the user's own: those that go takes from directories. */
final class SourceModules {

    private SourceModules() {}

    /**
     * Returns the other modules of the workspace, and those that a {@code replace} names by a directory.
     *
     * <p>The go command is asked only where there is a workspace or a {@code replace}, and loads no module for it.
     *
     * @param module the module under test
     * @param workspace the file {@code go.work} that is in use; empty where there is none
     */
    static List<SourceModule> beside(SourceModule module, String workspace, GoCommand go) {
        List<SourceModule> found = new ArrayList<>();
        found.add(module);
        if (!workspace.isEmpty() && !workspace.equals("off")) {
            found.addAll(used(go));
            found.addAll(replaced(Path.of(workspace), "work", go));
        }
        for (SourceModule each : List.copyOf(found)) {
            found.addAll(replaced(each.directory().resolve("go.mod"), "mod", go));
        }
        return found.stream().distinct().filter(each -> !each.equals(module)).toList();
    }

    private static List<SourceModule> used(GoCommand go) {
        GoCommand.Result result = go.run(List.of("list", "-m", "-f", "{{.Path}}\t{{.Dir}}"));
        return result.exitCode() != 0
                ? List.of()
                : result.output()
                        .lines()
                        .map(line -> line.split("\t", 2))
                        .filter(fields -> fields.length == 2 && !fields[1].isEmpty())
                        .map(fields -> new SourceModule(Path.of(fields[1]), fields[0]))
                        .toList();
    }

    private static List<SourceModule> replaced(Path file, String kind, GoCommand go) {
        try {
            if (!Files.readString(file).contains("replace")) {
                return List.of();
            }
            GoCommand.Result result = go.run(List.of(kind, "edit", "-json", file.toString()));
            JsonArray replaced = result.exitCode() != 0
                    ? new JsonArray()
                    : JsonParser.object().from(result.output()).getArray("Replace", new JsonArray());
            return replaced.stream()
                    .map(JsonObject.class::cast)
                    .flatMap(each -> replacement(file, each))
                    .toList();
        } catch (IOException | JsonParserException e) {
            return List.of(); // the listing itself fails if that matters
        }
    }

    private static Stream<SourceModule> replacement(Path file, JsonObject replace) {
        JsonObject to = replace.getObject("New", new JsonObject());
        String path = replace.getObject("Old", new JsonObject()).getString("Path", "");
        String place = to.getString("Path", "");
        return place.isEmpty() || to.has("Version")
                ? Stream.empty()
                : Stream.of(new SourceModule(file.resolveSibling(place).normalize(), path));
    }
}
