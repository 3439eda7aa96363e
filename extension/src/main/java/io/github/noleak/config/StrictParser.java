package io.github.noleak.config;

import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.Parser;

/** Refuses, before any memory is spent on it, what YAML allows and a file of limits has no need of. */
final class StrictParser implements Parser {

    /** The file is four levels deep; what is a little deeper gets a better error later. */
    private static final int DEEPEST = 8;

    private final Parser parser;
    private final SourceText source;
    private int depth;
    private int documents;

    StrictParser(Parser parser, SourceText source) {
        this.parser = parser;
        this.source = source;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        Spot spot = Spot.of(event.getStartMark());
        if (event instanceof DocumentStartEvent && ++documents > 1) {
            throw source.error(spot, "a second document begins here; expected: one, without \"---\" after it");
        }
        if (event instanceof NodeEvent node) {
            check(node, spot);
        }
        if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
            throw source.error(spot, "this is nested too deeply; expected: scenarios, a pattern, limits, a metric");
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return event;
    }

    private void check(NodeEvent node, Spot spot) {
        if (source.indentedByTab(spot)) {
            throw source.tab(spot.line());
        }
        if (node instanceof AliasEvent) {
            throw source.error(spot, "this is an alias (*); expected: the value itself, or a pattern in quotes");
        }
        if (node.getAnchor().isPresent()) {
            throw source.error(spot, "this is an anchor (&); expected: the value alone, or text in quotes");
        }
        if (node instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().equals("<<")) {
            throw source.error(spot, "this is a merge key (<<); expected: the keys themselves");
        }
        if (tagged(node)) {
            throw source.error(spot, "this is a tag (!); expected: the value alone, or text in quotes");
        }
    }

    private static boolean tagged(NodeEvent node) {
        if (node instanceof ScalarEvent scalar) {
            return scalar.getTag().isPresent();
        }
        return node instanceof CollectionStartEvent collection
                && collection.getTag().isPresent();
    }
}
