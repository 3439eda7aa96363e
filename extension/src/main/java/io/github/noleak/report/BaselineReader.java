package io.github.noleak.report;

import io.github.noleak.Metric;
import io.github.noleak.judge.KnownAllocation;
import io.github.noleak.judge.KnownLeak;
import io.github.noleak.judge.KnownScenario;
import io.github.noleak.judge.Platform;
import io.github.noleak.report.PlacedJson.Placed;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a baseline and believes nothing: what it does not know, and what has another type, is an error. */
final class BaselineReader {

    static final int SCHEMA = 1;

    static final String HELP = "The file is left as it is. Correct it, or take it from version control again;"
            + " -Dnoleak.baseline.update=true writes a new one where there is none.";

    private static final Pattern CONFLICT = Pattern.compile("(?:<{7}|>{7}|\\|{7})(?: .*)?|={7}");

    static final List<Metric> ALLOCATIONS = List.of(Metric.ALLOC_OBJECTS, Metric.TOTAL_ALLOC);

    private final String file;

    private BaselineReader(String file) {
        this.file = file;
    }

    /**
     * Reads a baseline.
     *
     * @param file what the file is called in errors
     */
    static SortedMap<String, KnownScenario> read(String text, String file) {
        BaselineReader reader = new BaselineReader(file);
        reader.refuseConflicts(text);
        try {
            return reader.scenarios(PlacedJson.read(text));
        } catch (PlacedJson.SyntaxException e) {
            throw reader.wrong(e.line(), "no JSON: " + e.getMessage());
        }
    }

    /** Before JSON is tried: its error would be true, and of no help. */
    private void refuseConflicts(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (CONFLICT.matcher(lines.get(i)).matches()) {
                throw wrong(
                        i + 1,
                        "a merge conflict is not resolved: \"" + lines.get(i) + "\"; expected: JSON without the marks"
                                + " <<<<<<<, ======= and >>>>>>>");
            }
        }
    }

    private SortedMap<String, KnownScenario> scenarios(Placed root) {
        Map<String, Placed> top = object(root, "the baseline");
        Placed schema = member(top, "schema", root, "the baseline");
        if (!Double.valueOf(SCHEMA).equals(schema.value())) {
            throw wrong(schema, "\"schema\"", "a number, " + SCHEMA + ": this version of NoLeak reads no other");
        }
        only(top, "the baseline", "schema", "go", "arch", "scenarios");
        SortedMap<String, KnownScenario> scenarios = new TreeMap<>();
        object(member(top, "scenarios", root, "the baseline"), "\"scenarios\"")
                .forEach((id, value) -> scenarios.put(id, scenario(id, value, top)));
        return scenarios;
    }

    private KnownScenario scenario(String id, Placed value, Map<String, Placed> top) {
        Map<String, Placed> members = object(value, id);
        only(members, id, "go", "arch", Metric.ALLOC_OBJECTS.key(), Metric.TOTAL_ALLOC.key(), "leaks");
        Map<Metric, KnownAllocation> allocations = new EnumMap<>(Metric.class);
        for (Metric metric : ALLOCATIONS) {
            Placed allocation = members.get(metric.key());
            if (allocation != null) {
                allocations.put(metric, allocation(allocation, metric.key() + " of " + id));
            }
        }
        boolean needed = !allocations.isEmpty();
        Platform platform = new Platform(
                inherited("go", members, top, value, needed), inherited("arch", members, top, value, needed));
        return new KnownScenario(platform, allocations, leaks(members.get("leaks"), id));
    }

    /** The platform of most scenarios stands above them all. */
    private String inherited(
            String key, Map<String, Placed> members, Map<String, Placed> top, Placed scenario, boolean needed) {
        Placed found = members.getOrDefault(key, top.getOrDefault(key, new Placed("", scenario.line())));
        String text =
                text(found, key, key.equals("go") ? "a version such as \"go1.26.8\"" : "a name such as \"amd64\"");
        if (needed && text.isBlank()) {
            throw wrong(
                    found.line(),
                    "\"" + key + "\" is missing; expected: \"" + key
                            + "\" beside \"schema\", as there are allocations");
        }
        return text;
    }

    private KnownAllocation allocation(Placed value, String owner) {
        Map<String, Placed> members = object(value, owner);
        only(members, owner, "perOperation", "scatter", "iterations");
        Placed iterations = member(members, "iterations", value, owner);
        double operations = number(iterations, "\"iterations\" of " + owner);
        if (operations < 1 || operations != Math.rint(operations) || operations > 1e15) {
            throw wrong(iterations, "\"iterations\" of " + owner, "a whole number from 1");
        }
        return new KnownAllocation(
                number(member(members, "perOperation", value, owner), "\"perOperation\" of " + owner),
                optional(members, "scatter", owner),
                (long) operations);
    }

    private List<KnownLeak> leaks(@Nullable Placed value, String id) {
        if (value == null) {
            return List.of();
        }
        if (!(value.value() instanceof List<?> elements)) {
            throw wrong(value, "\"leaks\" of " + id, "a list in [ ]");
        }
        List<KnownLeak> leaks = new ArrayList<>();
        Set<String> fingerprints = new HashSet<>();
        for (Object element : elements) {
            KnownLeak leak = leak((Placed) element, "a leak of " + id);
            if (!fingerprints.add(leak.fingerprint())) {
                throw wrong(
                        ((Placed) element).line(),
                        "the fingerprint \"" + leak.fingerprint() + "\" stands twice in " + id
                                + "; expected: each leak once");
            }
            leaks.add(leak);
        }
        return leaks;
    }

    private KnownLeak leak(Placed value, String owner) {
        Map<String, Placed> members = object(value, owner);
        only(members, owner, "fingerprint", "perOperation", "bytesPerOperation", "reason", "expires");
        Placed fingerprint = member(members, "fingerprint", value, owner);
        String name = text(fingerprint, "fingerprint", "a text that report.json has for a leak");
        if (KnownLeak.kindOf(name).isEmpty()) {
            throw wrong(
                    fingerprint,
                    "\"fingerprint\" of " + owner,
                    "a text that report.json has for a leak; it begins with heap, goroutine, file or thread");
        }
        Placed reason = member(members, "reason", value, owner);
        String why = text(reason, "reason", "a text");
        if (why.isBlank()) {
            throw wrong(reason, "\"reason\" of " + owner, "why the leak may stay");
        }
        return new KnownLeak(
                name,
                number(member(members, "perOperation", value, owner), "\"perOperation\" of " + owner),
                optional(members, "bytesPerOperation", owner),
                why,
                date(members.get("expires"), owner));
    }

    private @Nullable LocalDate date(@Nullable Placed value, String owner) {
        if (value == null) {
            return null;
        }
        String expected = "the last day as a text, such as \"2027-01-31\"";
        try {
            return LocalDate.parse(text(value, "expires", expected));
        } catch (DateTimeParseException e) {
            throw wrong(value, "\"expires\" of " + owner, expected);
        }
    }

    private double optional(Map<String, Placed> members, String key, String owner) {
        Placed value = members.get(key);
        return value == null ? 0 : number(value, "\"" + key + "\" of " + owner);
    }

    private double number(Placed value, String what) {
        if (value.value() instanceof Double number && number >= 0 && !number.isInfinite()) {
            return number;
        }
        throw wrong(value, what, "a number from 0");
    }

    private String text(Placed value, String key, String expected) {
        if (value.value() instanceof String text) {
            return text;
        }
        throw wrong(value, "\"" + key + "\"", expected);
    }

    @SuppressWarnings("unchecked") // A map of JSON has placed values alone.
    private Map<String, Placed> object(Placed value, String what) {
        if (value.value() instanceof Map<?, ?> map) {
            return (Map<String, Placed>) map;
        }
        throw wrong(value, what, "an object in { }");
    }

    private Placed member(Map<String, Placed> members, String key, Placed owner, String what) {
        Placed found = members.get(key);
        if (found == null) {
            throw wrong(owner.line(), "\"" + key + "\" of " + what + " is missing; expected: \"" + key + "\": …");
        }
        return found;
    }

    private void only(Map<String, Placed> members, String owner, String... allowed) {
        members.forEach((key, value) -> {
            if (!List.of(allowed).contains(key)) {
                throw wrong(
                        value.line(),
                        "\"" + key + "\" of " + owner + " is not known; expected: " + String.join(", ", allowed));
            }
        });
    }

    private BaselineException wrong(Placed value, String what, String expected) {
        String found = value.value() instanceof String text
                ? "\"" + text + "\""
                : value.value() instanceof Map
                        ? "an object"
                        : value.value() instanceof List ? "a list" : String.valueOf(value.value());
        return wrong(value.line(), what + " is " + found + "; expected: " + expected);
    }

    private BaselineException wrong(int line, String message) {
        return new BaselineException(file + ":" + line + ": " + message, List.of(HELP));
    }
}
