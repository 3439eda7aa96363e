package io.github.noleak.report;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a {@code report.json} says: each scenario once, in order. */
final class ReportDocument {

    static final String NAME = "report.json";
    static final int SCHEMA = 1;

    /** What of an entry's name is always known; its module may not be. */
    private record Key(String id, String test) {}

    private final Map<Key, List<JsonObject>> scenarios = new HashMap<>();
    private String goVersion = "";

    /** Adds a scenario; a test that is run again replaces what it said before. */
    void add(JsonObject scenario) {
        List<JsonObject> namesakes = scenarios.computeIfAbsent(
                new Key(text(scenario, "id"), text(scenario, "test")), k -> new ArrayList<>());
        namesakes.removeIf(s -> sameModule(s, scenario));
        namesakes.add(scenario);
    }

    private static boolean sameModule(JsonObject a, JsonObject b) {
        String module = text(a, "module");
        String other = text(b, "module");
        return module.equals(other) || module.isEmpty() || other.isEmpty();
    }

    /** Adds what another report says; it wins where both say something. */
    void addAll(JsonObject report) {
        goVersion(text(report, "go"));
        for (Object scenario : report.getArray("scenarios", new JsonArray())) {
            if (scenario instanceof JsonObject object) {
                add(object);
            }
        }
    }

    /** Sets the toolchain, if it is known. */
    void goVersion(String version) {
        if (!version.isEmpty()) {
            goVersion = version;
        }
    }

    /** Returns the number of scenarios. */
    int size() {
        return scenarios.values().stream().mapToInt(List::size).sum();
    }

    /** Writes a file that appears whole or not at all. */
    void write(Path directory, String name) throws IOException {
        // No temporary file of Java's: those only their owner may read.
        Path part =
                directory.resolve("." + name + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".part");
        try {
            Files.writeString(
                    part, JsonWriter.indent("  ").string().object(json()).done() + "\n");
            Files.move(
                    part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private JsonObject json() {
        List<JsonObject> all = new ArrayList<>();
        scenarios.values().forEach(all::addAll);
        all.sort(Comparator.comparing((JsonObject s) -> text(s, "id"))
                .thenComparing(s -> text(s, "module"))
                .thenComparing(s -> text(s, "test")));
        JsonObject report = new JsonObject();
        report.put("schema", SCHEMA);
        if (!goVersion.isEmpty()) {
            report.put("go", goVersion);
        }
        report.put("scenarios", new JsonArray(all));
        return report;
    }

    private static String text(JsonObject object, String key) {
        return object.getString(key, "");
    }
}
