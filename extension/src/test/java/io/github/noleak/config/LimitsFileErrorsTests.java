package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each file in {@code wrong} gets the message in the file beside it. */
class LimitsFileErrorsTests {

    private static final Path WRONG = Path.of("src/test/resources/io/github/noleak/config/wrong");

    @TestFactory
    Stream<DynamicTest> eachMistakeGetsItsMessage() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(WRONG)) {
            files = all.filter(p -> p.toString().endsWith(".yml")).sorted().toList();
        }
        return files.stream().map(p -> dynamicTest(p.getFileName().toString(), () -> check(p)));
    }

    private static void check(Path file) throws IOException {
        SourceText source = SourceText.of(Path.of("noleak.yml"), "noleak.yml", Files.readString(file));
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> LimitsFileReader.read(source));
        assertThat(refused).as("the file is refused").isNotNull();
        String message = refused.getMessage() + "\n";
        Path golden = Path.of(file.toString().replace(".yml", ".txt"));
        assertThat(message).isEqualTo(Files.readString(golden));
        assertThat(message.lines().findFirst().orElse("")).matches("noleak\\.yml:\\d+:\\d+: .+; expected: .+");
    }
}
