package io.github.noleak.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML into nodes that know their line and column. */
final class Yaml {

    private static final String EXPECTED = "; expected: lines such as `key: value`, indented with spaces";

    private Yaml() {}

    /** Returns the document; empty if there is none. */
    static Optional<Node> read(SourceText source) {
        refuseControlCharacters(source);
        // The core schema, because that is what editors take a scalar for.
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.label())
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true) // refused later, with their place
                .build();
        try {
            ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, source.text()));
            return new Composer(settings, new StrictParser(parser, source)).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            throw broken(source, e);
        } catch (YamlEngineException e) {
            throw source.error(
                    new Spot(1, 1), "this is no YAML: " + Shown.text(String.valueOf(e.getMessage())) + EXPECTED);
        }
    }

    private static ConfigurationException broken(SourceText source, MarkedYamlEngineException e) {
        Spot spot = Spot.of(e.getProblemMark().or(e::getContextMark));
        if (source.indentedByTab(spot.line())) {
            return source.tab(spot.line());
        }
        String words = Stream.of(Optional.ofNullable(e.getContext()), Optional.ofNullable(e.getProblem()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        List<String> advice =
                words.contains("alias") ? List.of("Put a pattern that begins with * in quotes.") : List.of();
        return source.error(spot, "this is no YAML: " + Shown.text(words) + EXPECTED, advice);
    }

    private static void refuseControlCharacters(SourceText source) {
        int line = 1;
        int column = 1;
        for (int c : source.text().codePoints().toArray()) {
            if (!StreamReader.isPrintable(c)) {
                throw source.error(
                        new Spot(line, column),
                        "the character %s is not allowed here; expected: printable text"
                                .formatted(Shown.text(Character.toString(c))));
            }
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
        }
    }
}
