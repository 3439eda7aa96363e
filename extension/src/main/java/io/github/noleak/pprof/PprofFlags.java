package io.github.noleak.pprof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The flags of the Go tool, as its own flag package reads them: {@code -name}, {@code --name}, {@code -name=value}. */
final class PprofFlags {

    static final String USAGE = """
            usage: Pprof -top [flags] [program] profile...

              -top, -text                  list what the samples add up to
              -cum, -flat                  sort by cumulative or by flat values
              -sample_index=TYPE           what is added up, by its name or number
              -inuse_space, -inuse_objects, -alloc_space, -alloc_objects, -contentions, -total_delay
                                           the same for the types of Go
              -nodecount=N                 at most so many rows
              -nodefraction=F              leave out rows below this part of the total
              -edgefraction=F              pass over calls below this part of the total
              -trim=false                  leave out nothing
              -functions, -filefunctions, -files, -lines, -addresses
                                           what a row stands for
              -focus, -ignore, -hide, -show=REGEXP
                                           choose samples and frames
              -base=PROFILE                subtract a profile
              -diff_base=PROFILE           compare with a profile
              -unit=UNIT, -divide_by=F     how values are shown
              -drop_negative               leave out rows of negative values
              -noinlines, -showcolumns     how inlined calls and columns are shown
              -compact_labels              leave out what the profile says of itself
              -trim_path=PREFIXES          cut off parts of source paths
              -symbolize=none              taken, as nothing is ever looked up
            """;

    private static final Set<String> SWITCHES = Set.of(
            "top",
            "text",
            "cum",
            "flat",
            "trim",
            "functions",
            "filefunctions",
            "files",
            "lines",
            "addresses",
            "drop_negative",
            "noinlines",
            "showcolumns",
            "compact_labels",
            "inuse_space",
            "inuse_objects",
            "alloc_space",
            "alloc_objects",
            "contentions",
            "total_delay",
            "h",
            "help");

    private static final Set<String> VALUES = Set.of(
            "sample_index",
            "nodecount",
            "nodefraction",
            "edgefraction",
            "focus",
            "ignore",
            "hide",
            "show",
            "base",
            "diff_base",
            "unit",
            "divide_by",
            "trim_path",
            "symbolize");

    private final List<String> sources = new ArrayList<>();
    private final List<String> bases = new ArrayList<>();
    private final List<String> diffBases = new ArrayList<>();
    private TopOptions options = TopOptions.defaults();
    private double nodeFraction = options.settings().nodeFraction();
    private double edgeFraction = options.settings().edgeFraction();
    private String sampleIndex = "";
    private boolean trim = true;
    private boolean top;
    private boolean help;

    private PprofFlags() {}

    /**
     * Reads flags, and then the names of files.
     *
     * @throws IllegalArgumentException if one is unknown, or has a value that it cannot have; the message says which
     */
    static PprofFlags parse(List<String> args) {
        PprofFlags flags = new PprofFlags();
        int next = 0;
        while (next < args.size()
                && args.get(next).startsWith("-")
                && args.get(next).length() > 1) {
            String arg = args.get(next++);
            if (arg.equals("--")) {
                break;
            }
            String flag = arg.substring(arg.startsWith("--") ? 2 : 1);
            int equals = flag.indexOf('=');
            String name = equals < 0 ? flag : flag.substring(0, equals);
            String value = equals < 0 ? null : flag.substring(equals + 1);
            if (SWITCHES.contains(name)) {
                flags.set(name, value == null || isTrue(name, value));
            } else if (VALUES.contains(name)) {
                if (value == null) {
                    if (next == args.size()) {
                        throw new IllegalArgumentException("flag needs an argument: -" + name);
                    }
                    value = args.get(next++);
                }
                flags.set(name, value);
            } else {
                throw new IllegalArgumentException(
                        "flag -%s is not supported; -help lists those that are".formatted(name));
            }
        }
        flags.sources.addAll(args.subList(next, args.size()));
        flags.check();
        return flags;
    }

    private void check() {
        if (help) {
            return;
        }
        if (!top) {
            throw new IllegalArgumentException("no report is asked for: add -top");
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no profile source specified");
        }
        if (!bases.isEmpty() && !diffBases.isEmpty()) {
            throw new IllegalArgumentException("-base and -diff_base flags cannot both be specified");
        }
    }

    private static boolean isTrue(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "t", "true" -> true;
            case "0", "f", "false" -> false;
            default -> throw invalid(name, value, "true or false");
        };
    }

    private static IllegalArgumentException invalid(String name, String value, String wanted) {
        return new IllegalArgumentException(
                "invalid value \"%s\" for flag -%s: expected %s".formatted(value, name, wanted));
    }

    private void set(String name, boolean on) {
        if (name.equals("trim")) {
            trim = on;
        } else if (on) {
            turnOn(name);
        }
    }

    private void turnOn(String name) {
        switch (name) {
            case "top", "text" -> top = true;
            case "h", "help" -> help = true;
            case "cum" -> options = options.byCum();
            case "drop_negative" -> options = options.withoutNegative();
            case "noinlines" -> options = options.withoutInlined();
            case "showcolumns" -> options = options.withColumns();
            case "compact_labels" -> options = options.compact();
            case "inuse_space", "inuse_objects", "alloc_space", "alloc_objects", "contentions" -> legacy(name);
            case "total_delay" -> legacy("delay");
            case "functions", "filefunctions", "files", "lines", "addresses" ->
                options = options.by(Granularity.valueOf(name.toUpperCase(Locale.ROOT)));
            default -> {
                // flat is what is done anyway
            }
        }
    }

    private void legacy(String type) {
        sampleIndex = sampleIndex.isEmpty() ? type : sampleIndex;
    }

    private void set(String name, String value) {
        ProfileFilter filter = options.settings().filter();
        switch (name) {
            case "sample_index" -> sampleIndex = value;
            case "nodecount" -> options = options.first(Math.max(0, integer(name, value)));
            case "nodefraction" -> nodeFraction = fraction(name, value);
            case "edgefraction" -> edgeFraction = fraction(name, value);
            case "focus" -> options = options.where(filter.withFocus(value));
            case "ignore" -> options = options.where(filter.withIgnore(value));
            case "hide" -> options = options.where(filter.withHide(value));
            case "show" -> options = options.where(filter.withShow(value));
            case "base" -> bases.add(value);
            case "diff_base" -> diffBases.add(value);
            case "unit" -> options = options.in(value);
            case "divide_by" -> options = options.dividedBy(number(name, value));
            case "trim_path" -> options = options.trimming(value);
            default -> requireNone(name, value);
        }
    }

    private static void requireNone(String name, String value) {
        if (!value.equals("none") && !value.equals("no")) {
            throw invalid(name, value, "none: names are never looked up");
        }
    }

    private static int integer(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw invalid(name, value, "a whole number");
        }
    }

    private static double fraction(String name, String value) {
        double fraction = number(name, value);
        if (!(fraction >= 0 && fraction <= 1)) {
            throw invalid(name, value, "a number from 0 to 1");
        }
        return fraction;
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw invalid(name, value, "a number");
        }
    }

    boolean asksForHelp() {
        return help;
    }

    List<String> sources() {
        return sources;
    }

    List<String> bases() {
        return bases.isEmpty() ? diffBases : bases;
    }

    boolean comparesToBase() {
        return bases.isEmpty();
    }

    TopOptions options() {
        TopOptions asked = options.of(sampleIndex);
        return trim
                ? asked.above(nodeFraction, edgeFraction)
                : asked.above(0, 0).first(0);
    }
}
