package io.github.noleak.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Takes nodes for what they are expected to be, and says it where they are not.
 *
 * @param source the file that they were read from
 * @param mistakes what is wrong with some keys of a mapping, of which the others are still read
 */
record FileNodes(SourceText source, Mistakes mistakes) {

    /** What YAML 1.1 took for true or false; nobody gives such a reason. */
    static final Pattern NO_TEXT = Pattern.compile("\\s*([Yy]|[Yy][Ee][Ss]|[Nn]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff])?\\s*");

    /** A reason goes into the report of every scenario that it holds for. */
    static final int LONGEST_TEXT = 500;

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    /** A key and its value. */
    record Pair(Node key, Node value) {

        Spot spot() {
            return Spot.of(key);
        }
    }

    /** Returns a mapping's pairs by key. */
    Map<String, Pair> pairs(String name, Node node, String expected) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(name, node, expected);
        }
        if (mapping.getValue().isEmpty()) {
            throw source.error(Spot.of(node), name + " is empty; expected: " + expected);
        }
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Pair pair = new Pair(tuple.getKeyNode(), tuple.getValueNode());
            if (!(pair.key() instanceof ScalarNode scalar)) {
                note(pair, "this key is " + kind(pair.key()) + "; expected: a text", List.of());
                continue;
            }
            Pair first = pairs.putIfAbsent(scalar.getValue(), pair);
            if (first != null) {
                note(
                        pair,
                        Shown.quoted(scalar.getValue()) + " is a duplicate of line "
                                + first.spot().line() + "; expected: each key once",
                        List.of("Remove one of the two."));
            }
        }
        return pairs;
    }

    /** Returns a mapping's pairs by key, of which only some are allowed. */
    Map<String, Pair> pairs(String name, Node node, Collection<String> allowed) {
        Map<String, Pair> pairs = pairs(name, node, "a mapping with the keys " + String.join(", ", allowed));
        pairs.forEach((key, pair) -> {
            if (!allowed.contains(key)) {
                note(
                        pair,
                        Shown.quoted(key) + " is no key of " + name + "; expected: " + String.join(", ", allowed),
                        Nearest.typo(key, allowed).stream()
                                .map(n -> "Near name: " + n)
                                .toList());
            }
        });
        return pairs;
    }

    private void note(Pair pair, String problem, List<String> advice) {
        mistakes.add(pair.spot(), source.error(pair.spot(), problem, advice));
    }

    /** Returns a whole number. */
    long number(String name, Node node, long least) {
        if (node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.INT)
                && WHOLE.matcher(scalar.getValue()).matches()) {
            try {
                long value = Long.parseLong(scalar.getValue());
                if (value >= least) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Too large; said below.
            }
        }
        throw wrong(name, node, "a whole number from " + least + numberAdvice(node));
    }

    private static String numberAdvice(Node node) {
        return isText(node) && WHOLE.matcher(((ScalarNode) node).getValue()).matches() ? ", without quotes" : "";
    }

    /** Returns whether something is on. */
    boolean isOn(String name, Node node) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.parseBoolean(scalar.getValue());
        }
        throw wrong(name, node, "true or false");
    }

    /** Returns a number of bytes. */
    long size(String name, Node node) {
        if (isText(node) || node.getTag().equals(Tag.INT)) {
            long bytes = Sizes.parse(((ScalarNode) node).getValue()).orElse(-1);
            if (bytes >= 0) {
                return bytes;
            }
        }
        throw wrong(name, node, Sizes.ALLOWED);
    }

    /** Returns a text that says something. */
    String text(String name, Node node) {
        if (isText(node)) {
            String text = ((ScalarNode) node).getValue();
            int length = text.codePointCount(0, text.length());
            if (length > LONGEST_TEXT) {
                throw source.error(
                        Spot.of(node),
                        name + " has " + length + " characters; expected: a text of " + LONGEST_TEXT + " at most");
            }
            if (!NO_TEXT.matcher(text).matches()) {
                return Shown.line(text);
            }
        }
        throw wrong(name, node, "the reason, as a text such as \"starts a real cluster\"");
    }

    private static boolean isText(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.STR);
    }

    private ConfigurationException wrong(String name, Node node, String expected) {
        return source.error(Spot.of(node), name + " is " + kind(node) + "; expected: " + expected, List.of());
    }

    private static String kind(Node node) {
        if (node instanceof SequenceNode) {
            return "a list";
        }
        if (!(node instanceof ScalarNode scalar)) {
            return "a mapping";
        }
        String value = scalar.getValue();
        if (node.getTag().equals(Tag.NULL) || value.isEmpty()) {
            return "empty";
        }
        return node.getTag().equals(Tag.STR) ? "the text " + Shown.quoted(value) : Shown.text(value);
    }
}
