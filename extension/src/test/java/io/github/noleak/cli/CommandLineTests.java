package io.github.noleak.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineTests {

    @Test
    void nothingAtAllIsTheCurrentDirectory() {
        CommandLine line = parse();

        assertThat(line.directory()).isEqualTo(".");
        assertThat(line.namesDirectory()).isFalse();
        assertThat(line.one(Option.INCLUDE)).isEmpty();
    }

    @Test
    void valueStandsBehindAnEqualsSignOrIsTheNextArgument() {
        CommandLine line = parse("--include=BenchmarkA=.*", "./shop", "--exclude", "BenchmarkB");

        assertThat(line.one(Option.INCLUDE)).hasValue("BenchmarkA=.*");
        assertThat(line.one(Option.EXCLUDE)).hasValue("BenchmarkB");
        assertThat(line.directory()).isEqualTo("./shop");
    }

    @Test
    void optionsThatMayBeGivenSeveralTimesKeepTheirOrder() {
        CommandLine line = parse("--package", "./a", "--package=./b/...", "--flag", "-race", "--flag=-mod=mod");

        assertThat(line.all(Option.PACKAGE)).containsExactly("./a", "./b/...");
        assertThat(line.all(Option.FLAG)).containsExactly("-race", "-mod=mod");
    }

    @Test
    void settingIsWrittenAsJavaAndMavenHaveIt() {
        CommandLine line = parse("-Dnoleak.mode=report", "-D", "noleak.limit.goroutines=2", "--report", "out");

        assertThat(line.settings())
                .isEqualTo(Map.of("noleak.mode", "report", "noleak.limit.goroutines", "2", "noleak.report.dir", "out"));
    }

    @Test
    void variableMayBeEmptyAndHaveEqualsSigns() {
        assertThat(parse("--env", "A=", "--env=B=c=d").environment()).isEqualTo(Map.of("A", "", "B", "c=d"));
    }

    @Test
    void whatFollowsTwoDashesIsADirectory() {
        assertThat(parse("--", "-odd").directory()).isEqualTo("-odd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --inclde x            | The option --inclde does not exist; expected: --include
            -xyz                  | The option -xyz does not exist; expected: --include, --exclude, --tests, --package
            --include             | The option --include needs a value, and the end of the command line follows; expected: --include REGEX
            --include --exclude x | The option --include needs a value, and --exclude follows; expected: --include REGEX
            --include a --include b | The option --include is given twice; expected: once
            --help=yes            | The option --help takes no value; found: --help=yes
            --env LANG            | --env LANG is no variable; expected: NAME=value
            -D                    | The option -D needs a value, and the end of the command line follows; expected: -D KEY=VALUE
            -Dnoleak.mode         | -Dnoleak.mode is no setting; expected: -Dnoleak.<key>=<value>
            -Duser.home=x         | -Duser.home=x is no setting; expected: -Dnoleak.<key>=<value>
            -Dnoleak.report.dir=a --report b | The setting noleak.report.dir is given twice: a and b; expected: once
            a b                   | There are 2 directories: a, b; expected: that of one Go module or workspace
            """)
    void mistakeIsSaidInALineThatStandsAlone(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @EnumSource
    void everyOptionIsReadAsTheHelpHasIt(Option option) {
        String value = option == Option.SETTING ? "noleak.go=x" : option == Option.ENV ? "A=b" : "value";
        CommandLine line = option.takesValue() ? parse(option.text(), value) : parse(option.text());

        assertThat(line.has(option)).isTrue();
        assertThat(option.help()).startsWith("  " + option.text());
    }

    @Test
    void guideHasEveryOption() throws IOException {
        String guide = Files.readString(Path.of("../docs/guides/standalone.md"));

        assertThat(Option.values())
                .allSatisfy(option -> assertThat(guide)
                        .containsPattern("\\| (`[^|]*`, )?`" + option.text()
                                + (option.takesValue() ? " " + option.value() : "") + "`.* \\|"));
    }

    private static CommandLine parse(String... arguments) {
        return CommandLine.parse(List.of(arguments));
    }
}
