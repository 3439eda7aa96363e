package io.github.noleak.report;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.noleak.Metric;
import io.github.noleak.judge.KnownAllocation;
import io.github.noleak.judge.KnownLeak;
import io.github.noleak.judge.KnownScenario;
import io.github.noleak.judge.Platform;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a baseline for review: sorted, a figure a line, and the same text for the same content. */
final class BaselineWriter {

    private BaselineWriter() {}

    static String write(SortedMap<String, KnownScenario> scenarios) {
        JsonObject root = new JsonObject();
        root.put("schema", BaselineReader.SCHEMA);
        Platform usual = usual(scenarios);
        putUnlessKnown(root, usual, new Platform("", ""));
        JsonObject all = new JsonObject();
        scenarios.forEach((id, scenario) -> all.put(id, scenario(scenario, usual)));
        root.put("scenarios", all);
        return JsonWriter.indent("  ").string().object(root).done() + "\n";
    }

    /** Returns the platform of most scenarios, so that it need not stand in each. */
    private static Platform usual(SortedMap<String, KnownScenario> scenarios) {
        Map<Platform, Long> counts = new TreeMap<>(Comparator.comparing(Platform::toString));
        scenarios.values().forEach(s -> counts.merge(s.platform(), 1L, Long::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(new Platform("", ""));
    }

    private static JsonObject scenario(KnownScenario scenario, Platform usual) {
        JsonObject object = new JsonObject();
        putUnlessKnown(object, scenario.platform(), usual);
        for (Metric metric : BaselineReader.ALLOCATIONS) {
            KnownAllocation allocation = scenario.allocations().get(metric);
            if (allocation != null) {
                object.put(metric.key(), allocation(allocation));
            }
        }
        if (!scenario.leaks().isEmpty()) {
            JsonArray leaks = new JsonArray();
            scenario.leaks().stream()
                    .sorted(Comparator.comparing(KnownLeak::fingerprint))
                    .forEach(l -> leaks.add(leak(l)));
            object.put("leaks", leaks);
        }
        return object;
    }

    private static void putUnlessKnown(JsonObject object, Platform platform, Platform known) {
        if (!platform.go().equals(known.go())) {
            object.put("go", platform.go());
        }
        if (!platform.arch().equals(known.arch())) {
            object.put("arch", platform.arch());
        }
    }

    private static JsonObject allocation(KnownAllocation allocation) {
        JsonObject object = new JsonObject();
        object.put("perOperation", ReportJson.number(allocation.perOperation()));
        putUnlessZero(object, "scatter", allocation.scatter());
        object.put("iterations", allocation.iterations());
        return object;
    }

    private static JsonObject leak(KnownLeak leak) {
        JsonObject object = new JsonObject();
        object.put("fingerprint", leak.fingerprint());
        object.put("perOperation", ReportJson.number(leak.perOperation()));
        putUnlessZero(object, "bytesPerOperation", leak.bytesPerOperation());
        object.put("reason", leak.reason());
        if (leak.expires() != null) {
            object.put("expires", leak.expires().toString());
        }
        return object;
    }

    private static void putUnlessZero(JsonObject object, String key, double value) {
        if (value != 0) {
            object.put(key, ReportJson.number(value));
        }
    }
}
