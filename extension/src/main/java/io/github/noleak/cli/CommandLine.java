package io.github.noleak.cli;

import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.Nearest;
import io.github.noleak.config.Setting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the arguments of the command ask for: {@code --name value}, {@code --name=value}, and the directory of a module. */
final class CommandLine {

    private static final Set<Option> REPEATED =
            Set.of(Option.PACKAGE, Option.TAG, Option.FLAG, Option.ENV, Option.SETTING);

    private static final String HELP = "\n  java -jar noleak-standalone.jar --help lists all options.";

    private final Map<Option, List<String>> values = new EnumMap<>(Option.class);
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> directories = new ArrayList<>();

    private CommandLine() {}

    /**
     * Reads arguments.
     *
     * @throws ConfigurationException if one is unknown, or has a value that it cannot have
     */
    static CommandLine parse(List<String> arguments) {
        CommandLine line = new CommandLine();
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.remove();
            if (argument.equals("--")) {
                line.directories.addAll(left);
                left.clear();
            } else if (argument.startsWith("-") && argument.length() > 1) {
                line.read(argument, left);
            } else {
                line.directories.add(argument);
            }
        }
        line.interpret();
        return line;
    }

    private void read(String argument, Deque<String> left) {
        boolean joined = argument.startsWith("-D") && argument.length() > 2;
        int end = joined ? 2 : argument.indexOf('=');
        String name = end < 0 ? argument : argument.substring(0, end);
        Option option = Option.of(name).orElseThrow(() -> unknown(name));
        List<String> given = values.computeIfAbsent(option, o -> new ArrayList<>());
        if (!given.isEmpty() && !REPEATED.contains(option)) {
            throw new ConfigurationException("The option " + name + " is given twice; expected: once" + HELP);
        }
        if (option.takesValue()) {
            given.add(end < 0 ? next(option, left) : argument.substring(joined ? end : end + 1));
        } else if (end < 0) {
            given.add("");
        } else {
            throw new ConfigurationException("The option " + name + " takes no value; found: " + argument + HELP);
        }
    }

    /** A value may begin with a dash, as flags for Go do, but an option of our own shows that one was forgotten. */
    private static String next(Option option, Deque<String> left) {
        if (left.isEmpty() || Option.of(left.element()).isPresent()) {
            String found = left.isEmpty() ? "the end of the command line" : left.element();
            throw new ConfigurationException("The option " + option.text() + " needs a value, and " + found
                    + " follows; expected: " + option.text() + " " + option.value() + HELP);
        }
        return left.remove();
    }

    private static ConfigurationException unknown(String name) {
        List<String> all = Stream.of(Option.values()).map(Option::text).toList();
        List<String> near =
                Nearest.typo(name, all.stream().filter(o -> o.startsWith("--")).toList());
        return new ConfigurationException("The option " + name + " does not exist; expected: "
                + (near.isEmpty() ? String.join(", ", all) : near.get(0)) + HELP);
    }

    private void interpret() {
        all(Option.ENV)
                .forEach(text -> environment.put(
                        nameIn(text, Option.ENV.text() + " " + text + " is no variable; expected: NAME=value"),
                        valueIn(text)));
        all(Option.SETTING).forEach(this::set);
        one(Option.REPORT).ifPresent(directory -> set(Setting.REPORT_DIR.key() + "=" + directory));
        if (directories.size() > 1) {
            throw new ConfigurationException("There are " + directories.size() + " directories: "
                    + String.join(", ", directories) + "; expected: that of one Go module or workspace\n"
                    + "  Run the command once for each, with a --report of its own." + HELP);
        }
    }

    private void set(String text) {
        String found = "-D" + text + " is no setting; expected: -Dnoleak.<key>=<value>\n"
                + "  docs/settings.md lists all keys. Properties of Java go before -jar.";
        String key = nameIn(text, found);
        if (!key.startsWith("noleak.")) {
            throw new ConfigurationException(found);
        }
        if (settings.putIfAbsent(key, valueIn(text)) != null) {
            throw new ConfigurationException("The setting " + key + " is given twice: " + settings.get(key) + " and "
                    + valueIn(text) + "; expected: once");
        }
    }

    private static String nameIn(String text, String otherwise) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new ConfigurationException(otherwise);
        }
        return text.substring(0, equals);
    }

    private static String valueIn(String text) {
        return text.substring(text.indexOf('=') + 1);
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    /** Returns the value of an option, if it is given. */
    Optional<String> one(Option option) {
        return all(option).stream().findFirst();
    }

    /** Returns all values of an option. */
    List<String> all(Option option) {
        return values.getOrDefault(option, List.of());
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Returns the settings by their keys. */
    Map<String, String> settings() {
        return settings;
    }

    boolean namesDirectory() {
        return !directories.isEmpty();
    }

    /** Returns the directory that is named, or else the current one. */
    String directory() {
        return directories.isEmpty() ? "." : directories.get(0);
    }
}
