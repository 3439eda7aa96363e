package io.github.noleak.cli;

import io.github.noleak.gate.module.RequestWords;

/** Speaks of what was asked for by the options that ask for it. */
record CommandLineWords(CommandLine line) implements RequestWords {

    @Override
    public String name() {
        return "The choice";
    }

    @Override
    public String part(String member, String value) {
        Option option = member.equals("packages")
                ? Option.PACKAGE
                : Option.of("--" + member).orElseThrow();
        return option.text() + " \"" + value + "\"" + (line.has(option) ? "" : ", the default,");
    }

    @Override
    public String where() {
        return "the command line";
    }

    @Override
    public String unmatched(String member, String value, String noun) {
        return line.has(option(member))
                ? part(member, value) + " matches no " + noun + " of the Go module"
                : "The Go module has no " + noun + "s";
    }

    private static Option option(String member) {
        return member.equals("packages")
                ? Option.PACKAGE
                : Option.of("--" + member).orElseThrow();
    }
}
