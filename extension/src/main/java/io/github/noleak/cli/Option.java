package io.github.noleak.cli;

import java.util.Optional;
import java.util.stream.Stream;

/** Every option of the command line, and what it does. */
enum Option {
    INCLUDE("--include", "REGEX", "the benchmarks that are taken in; all by default"),
    EXCLUDE("--exclude", "REGEX", "the benchmarks and tests that are left out"),
    TESTS("--tests", "REGEX", "the Test functions that are taken in; none by default"),
    PACKAGE("--package", "PATTERN", "a package, as the go command takes it: ./cache, ./internal/... (*)"),
    TAG("--tag", "TAG", "a build tag (*)"),
    FLAG("--flag", "FLAG", "a further flag for go test -c, such as -race (*)"),
    ENV("--env", "NAME=VALUE", "a variable for the build and the runs (*)"),
    REPORT("--report", "DIR", "the directory of report.json and of profiles; target/noleak by default"),
    SETTING("-D", "KEY=VALUE", "a setting, such as -Dnoleak.timeout=30s or -Dnoleak.mode=report (*)"),
    HELP("--help", "", "print this"),
    VERSION("--version", "", "print the version");

    private final String text;
    private final String value;
    private final String meaning;

    Option(String text, String value, String meaning) {
        this.text = text;
        this.value = value;
        this.meaning = meaning;
    }

    /** Returns the option as it is written. */
    String text() {
        return text;
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** Returns what its value is, in one word. */
    String value() {
        return value;
    }

    /** Returns its line of the help. */
    String help() {
        return String.format("  %-22s %s", value.isEmpty() ? text : text + " " + value, meaning);
    }

    static Optional<Option> of(String text) {
        String name = text.equals("-h") ? HELP.text : text;
        return Stream.of(values()).filter(option -> option.text.equals(name)).findFirst();
    }
}
