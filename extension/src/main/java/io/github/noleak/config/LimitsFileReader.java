package io.github.noleak.config;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.config.FileNodes.Pair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a file of limits. */
final class LimitsFileReader {

    private static final List<String> METRICS =
            Stream.of(Metric.values()).map(Metric::key).toList();

    private final SourceText source;
    private final Mistakes mistakes = new Mistakes();
    private final FileNodes nodes;

    private LimitsFileReader(SourceText source) {
        this.source = source;
        this.nodes = new FileNodes(source, mistakes);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException if anything in it is not as it has to be; it tells all mistakes but those of YAML
     */
    static LimitsFile read(SourceText source) {
        Optional<Node> root = Yaml.read(source).filter(n -> !n.getTag().equals(Tag.NULL));
        return root.isEmpty() ? LimitsFile.none() : new LimitsFileReader(source).whole(root.get());
    }

    private LimitsFile whole(Node root) {
        Optional<LimitsFile> file = mistakes.attempt(Spot.of(root), () -> file(root));
        mistakes.refuse();
        return file.orElseThrow();
    }

    private LimitsFile file(Node root) {
        Map<String, Pair> pairs = nodes.pairs("the file", root, List.of(FileKey.DEFAULTS, FileKey.SCENARIOS));
        List<FileEntry> entries = new ArrayList<>();
        Pair scenarios = pairs.get(FileKey.SCENARIOS);
        if (scenarios != null) {
            mistakes.attempt(
                            scenarios.spot(),
                            () -> nodes.pairs(
                                    FileKey.SCENARIOS, scenarios.value(), "a mapping of patterns over scenario ids"))
                    .orElse(Map.of())
                    .forEach((pattern, pair) -> mistakes.attempt(pair.spot(), () -> entry(pattern, pair))
                            .ifPresent(entries::add));
        }
        Optional<FileEntry> defaults = Optional.ofNullable(pairs.get(FileKey.DEFAULTS))
                .flatMap(pair ->
                        mistakes.attempt(pair.spot(), () -> entry(FileKey.DEFAULTS, new ScenarioPattern("**"), pair)));
        return new LimitsFile(source, entries, defaults);
    }

    private FileEntry entry(String pattern, Pair pair) {
        if (pattern.isBlank()) {
            throw source.error(
                    pair.spot(),
                    "the pattern is empty; expected: a scenario's id, such as \"cache.BenchmarkPut\", or a pattern");
        }
        if (pattern.length() > ScenarioPattern.LONGEST) {
            throw source.error(
                    pair.spot(),
                    "the pattern has " + pattern.length() + " characters; expected: " + ScenarioPattern.LONGEST
                            + " at most");
        }
        return entry(Shown.quoted(pattern), new ScenarioPattern(pattern), pair);
    }

    private FileEntry entry(String name, ScenarioPattern pattern, Pair entry) {
        Map<String, Pair> pairs = nodes.pairs(name, entry.value(), FileKey.keys());
        if (pairs.keySet().equals(Set.of(FileKey.REASON.key()))) {
            throw source.error(
                    entry.spot(),
                    name + " has a reason for nothing; expected: one of iterations, limits, skip, within beside it",
                    "What exempts a scenario is `skip`, with the reason as its value.");
        }
        Optional<String> reason = value(pairs, FileKey.REASON, nodes::text);
        return new FileEntry(
                pattern,
                entry.spot(),
                limits(pairs, reason),
                value(pairs, FileKey.ITERATIONS, (key, node) -> nodes.number(key, node, 1)),
                value(pairs, FileKey.SKIP, nodes::text)
                        .map(skip -> skip + " (" + source.source(spot(pairs, FileKey.SKIP)) + ")"),
                reason,
                value(pairs, FileKey.WITHIN, nodes::isOn)
                        .map(on -> new Choice(on, source.source(spot(pairs, FileKey.WITHIN)))));
    }

    private <T> Optional<T> value(Map<String, Pair> pairs, FileKey key, BiFunction<String, Node, T> reader) {
        return Optional.ofNullable(pairs.get(key.key()))
                .flatMap(pair -> mistakes.attempt(pair.spot(), () -> reader.apply(key.key(), pair.value())));
    }

    private static Spot spot(Map<String, Pair> pairs, FileKey key) {
        return Optional.ofNullable(pairs.get(key.key())).map(Pair::spot).orElse(new Spot(1, 1));
    }

    private Map<Metric, Limit> limits(Map<String, Pair> pairs, Optional<String> reason) {
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        Pair all = pairs.get(FileKey.LIMITS.key());
        if (all != null) {
            mistakes.attempt(all.spot(), () -> nodes.pairs(FileKey.LIMITS.key(), all.value(), METRICS))
                    .orElse(Map.of())
                    .forEach((key, pair) -> Metric.ofKey(key)
                            .flatMap(metric -> mistakes.attempt(pair.spot(), () -> limit(metric, pair, reason)))
                            .ifPresent(limit -> limits.put(limit.metric(), limit)));
        }
        return limits;
    }

    private Limit limit(Metric metric, Pair pair, Optional<String> reason) {
        long value = metric.unit() == Metric.Unit.BYTES
                ? nodes.size(metric.key(), pair.value())
                : nodes.number(metric.key(), pair.value(), 0);
        String where = source.source(pair.spot());
        return new Limit(metric, value, reason.map(why -> where + ": " + why).orElse(where));
    }
}
