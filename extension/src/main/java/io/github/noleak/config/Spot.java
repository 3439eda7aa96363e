package io.github.noleak.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
record Spot(int line, int column) implements Comparable<Spot> {

    @Override
    public int compareTo(Spot other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }

    static Spot of(Node node) {
        return of(node.getStartMark());
    }

    /** Returns the place of a mark; the beginning of the text where there is none. */
    static Spot of(Optional<Mark> mark) {
        return mark.map(m -> new Spot(m.getLine() + 1, m.getColumn() + 1)).orElse(new Spot(1, 1));
    }
}
