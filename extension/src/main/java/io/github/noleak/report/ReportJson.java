package io.github.noleak.report;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.noleak.Leak;
import io.github.noleak.LeakReport;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Site;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes a scenario as the contract for machines has it: what is not known is left out, never null. */
final class ReportJson {

    private ReportJson() {}

    static JsonObject of(LeakReport report, String module, String test) {
        JsonObject scenario = new JsonObject();
        scenario.put("id", report.scenario());
        put(scenario, "package", report.packagePath());
        put(scenario, "function", report.function());
        put(scenario, "module", module);
        put(scenario, "test", test);
        scenario.put("verdict", report.verdict().key());
        scenario.put("iterations", new JsonArray(report.iterations()));
        JsonObject metrics = new JsonObject();
        for (Metric metric : Metric.values()) {
            MetricReport measured = report.metrics().get(metric);
            if (measured != null) {
                metrics.put(metric.key(), metric(measured));
            }
        }
        scenario.put("metrics", metrics);
        JsonArray leaks = new JsonArray();
        report.leaks().forEach(l -> leaks.add(leak(l)));
        scenario.put("leaks", leaks);
        scenario.put("notices", new JsonArray(report.notices()));
        scenario.put("message", report.message());
        return scenario;
    }

    private static JsonObject metric(MetricReport measured) {
        JsonObject metric = new JsonObject();
        metric.put("samples", numbers(measured.samples()));
        metric.put("perOperation", number(measured.perOperation()));
        metric.put("growth", number(measured.growth()));
        metric.put("limit", measured.limit().value());
        metric.put("source", measured.limit().source());
        metric.put("verdict", measured.verdict().key());
        return metric;
    }

    private static JsonObject leak(Leak measured) {
        JsonObject leak = new JsonObject();
        leak.put("kind", measured.kind().key());
        leak.put("fingerprint", measured.fingerprint());
        leak.put("known", measured.known());
        leak.put("perOperation", number(measured.perOperation()));
        leak.put("bytesPerOperation", number(measured.bytesPerOperation()));
        put(leak, "site", measured.site());
        put(leak, "creator", measured.creator());
        JsonArray stack = new JsonArray();
        measured.stack().forEach(s -> stack.add(s.toString()));
        leak.put("stack", stack);
        put(leak, "state", measured.state());
        leak.put("evidence", new JsonArray(measured.evidence()));
        put(leak, "hint", measured.hint());
        return leak;
    }

    private static void put(JsonObject object, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            object.put(name, value);
        }
    }

    private static void put(JsonObject object, String name, @Nullable Site value) {
        if (value != null) {
            JsonObject site = new JsonObject();
            site.put("function", value.function());
            site.put("file", value.file());
            site.put("line", value.line());
            object.put(name, site);
        }
    }

    private static JsonArray numbers(Collection<Double> values) {
        JsonArray numbers = new JsonArray();
        values.forEach(v -> numbers.add(number(v)));
        return numbers;
    }

    /** Whole numbers are written without a fraction. */
    static Number number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            return (long) value;
        }
        return value;
    }
}
