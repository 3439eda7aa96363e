package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The units of memory and of time that the Go tool knows, and values in one or another of them. */
@API(status = INTERNAL, since = "0.1")
public final class Units {

    /** Asks for the unit that makes a value at least 1. */
    public static final String FITTING = "minimum";

    private static final String ALSO_FITTING = "auto";
    private static final double KILO = 1024;
    private static final double NANO = 1;

    /** A value in a unit; the unit is empty where it goes without saying. */
    public record Scaled(double value, String unit) {}

    private record Unit(String name, double factor, List<String> aliases) {}

    /** Units of the same kind; the fallback is what values are shown in that are smaller than any unit. */
    private record Family(Unit fallback, List<Unit> units) {

        @Nullable
        Unit find(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            String singular =
                    lower.length() > 2 && lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
            for (Unit unit : units) {
                if (unit.aliases().contains(singular)) {
                    return unit;
                }
            }
            return null;
        }

        Scaled fitting(double value) {
            Unit best = null;
            for (Unit unit : units) {
                if ((best == null || unit.factor() >= best.factor()) && value / unit.factor() >= 1) {
                    best = unit;
                }
            }
            return in(value, best == null ? fallback : best);
        }

        static Scaled in(double value, Unit unit) {
            return new Scaled(value / unit.factor(), unit.name());
        }
    }

    private static final List<Family> FAMILIES = List.of(memory(), time());

    private Units() {}

    private static Family memory() {
        return new Family(
                new Unit("B", 1, List.of()),
                List.of(
                        new Unit("B", 1, List.of("b", "byte")),
                        new Unit("kB", KILO, List.of("kb", "kbyte", "kilobyte")),
                        new Unit("MB", KILO * KILO, List.of("mb", "mbyte", "megabyte")),
                        new Unit("GB", KILO * KILO * KILO, List.of("gb", "gbyte", "gigabyte")),
                        new Unit("TB", KILO * KILO * KILO * KILO, List.of("tb", "tbyte", "terabyte")),
                        new Unit("PB", KILO * KILO * KILO * KILO * KILO, List.of("pb", "pbyte", "petabyte"))));
    }

    private static Family time() {
        return new Family(
                new Unit("s", NANO * 1e9, List.of()),
                List.of(
                        new Unit("ns", NANO, List.of("ns", "nanosecond")),
                        new Unit("us", NANO * 1e3, List.of("μs", "us", "microsecond")),
                        new Unit("ms", NANO * 1e6, List.of("ms", "millisecond")),
                        new Unit("s", NANO * 1e9, List.of("s", "sec", "second")),
                        new Unit("hrs", NANO * 3600e9, List.of("hour", "hr"))));
    }

    /**
     * Returns a value in another unit, or in one that fits it; a unit of another kind, or none, gives what is shown of
     * such values by default.
     */
    public static Scaled scale(long value, String from, String to) {
        if (value < 0 && value != Long.MIN_VALUE) {
            Scaled positive = scale(-value, from, to);
            return new Scaled(-positive.value(), positive.unit());
        }
        for (Family family : FAMILIES) {
            Unit unit = family.find(from);
            if (unit != null) {
                double base = value * unit.factor();
                if (isFitting(to)) {
                    return family.fitting(base);
                }
                Unit wanted = family.find(to);
                return Family.in(base, wanted == null ? family.fallback() : wanted);
            }
        }
        boolean plain = isFitting(to) || to.equals("count") || to.equals("sample") || to.equals("unit");
        return new Scaled(value, plain ? "" : to);
    }

    private static boolean isFitting(String unit) {
        return unit.equals(FITTING) || unit.equals(ALSO_FITTING);
    }

    /** Returns whether values in one unit can be given in the other. */
    public static boolean comparable(String unit, String other) {
        if (unit.equals(other)) {
            return true;
        }
        for (Family family : FAMILIES) {
            if (family.find(unit) != null && family.find(other) != null) {
                return true;
            }
        }
        return false;
    }
}
