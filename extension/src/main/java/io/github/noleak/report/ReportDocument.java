package io.github.noleak.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a {@code report.json} says: each scenario once, in order, and put into words once. */
final class ReportDocument {

    static final String NAME = "report.json";
    static final int SCHEMA = 1;

    private static final int BUFFER = 64 << 10;

    private record Key(String id, String module, String test) {

        static final Comparator<Key> ORDER =
                Comparator.comparing(Key::id).thenComparing(Key::module).thenComparing(Key::test);

        static Key of(JsonObject scenario) {
            return new Key(text(scenario, "id"), text(scenario, "module"), text(scenario, "test"));
        }

        /** The module of an entry is not always known. */
        boolean isSame(Key other) {
            return id.equals(other.id)
                    && test.equals(other.test)
                    && (module.equals(other.module) || module.isEmpty() || other.module.isEmpty());
        }
    }

    private final NavigableMap<Key, byte[]> scenarios = new TreeMap<>(Key.ORDER);
    private String goVersion = "";

    /** Adds a scenario; a test that is run again replaces what it said before. */
    void add(JsonObject scenario) {
        Key key = Key.of(scenario);
        Iterator<Key> namesakes =
                scenarios.tailMap(new Key(key.id, "", "")).keySet().iterator();
        while (namesakes.hasNext()) {
            Key other = namesakes.next();
            if (!other.id.equals(key.id)) {
                break;
            }
            if (other.isSame(key)) {
                namesakes.remove();
            }
        }
        String text = JsonWriter.indent("  ").string().object(scenario).done();
        scenarios.put(key, ("    " + text.replace("\n", "\n    ")).getBytes(UTF_8));
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
        return scenarios.size();
    }

    /** Writes a file that appears whole or not at all. */
    void write(Path directory, String name) throws IOException {
        // No temporary file of Java's: those only their owner may read.
        Path part =
                directory.resolve("." + name + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".part");
        try {
            try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(part), BUFFER)) {
                writeTo(target);
            }
            Files.move(
                    part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void writeTo(OutputStream target) throws IOException {
        JsonObject head = new JsonObject();
        head.put("schema", SCHEMA);
        if (!goVersion.isEmpty()) {
            head.put("go", goVersion);
        }
        String open = JsonWriter.indent("  ").string().object(head).done();
        target.write((open.substring(0, open.lastIndexOf('\n')) + ",\n  \"scenarios\": [").getBytes(UTF_8));
        String separator = "\n";
        for (byte[] scenario : scenarios.values()) {
            target.write(separator.getBytes(UTF_8));
            target.write(scenario);
            separator = ",\n";
        }
        target.write((scenarios.isEmpty() ? "]\n}\n" : "\n  ]\n}\n").getBytes(UTF_8));
    }

    private static String text(JsonObject object, String key) {
        return object.getString(key, "");
    }
}
