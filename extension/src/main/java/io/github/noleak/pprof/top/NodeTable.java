package io.github.noleak.pprof.top;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.KeyTable;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.FunctionTable;
import io.github.noleak.pprof.stack.LocationLines;
import io.github.noleak.pprof.wire.Varints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows that the locations of a profile count for, all of them numbered. */
final class NodeTable {

    private static final int NONE = -1;

    /** A row with its names, its place in tables, and what it adds up to. */
    private static final int PER_NODE = 300;

    private final LocationLines lines;
    private final MemoryBudget budget;
    private final NodeParts parts;
    private final boolean columns;
    private final NodeTexts texts;
    private final List<Node> nodes = new ArrayList<>();
    private final KeyTable keys;
    private final Varints key = new Varints();
    private final int[] ofFunction;
    private final int[] starts;
    private int[] entries;
    private int entryCount;

    NodeTable(LocationLines lines, TopSettings options, MemoryBudget budget) throws ProfileFormatException {
        this.lines = lines;
        this.budget = budget;
        budget.charge(8L * lines.size() + 4L * lines.definitions().functions().size());
        parts = NodeParts.of(options.granularity());
        columns = options.showsColumns();
        texts = new NodeTexts(lines.definitions().strings(), options.trimPath(), budget);
        keys = new KeyTable(budget);
        ofFunction = new int[lines.definitions().functions().size()];
        Arrays.fill(ofFunction, NONE);
        starts = new int[lines.size() + 1];
        entries = new int[lines.size() + 16];
        for (int location = 0; location < lines.size(); location++) {
            starts[location] = entryCount;
            if (!lines.isHidden(location)) {
                addNodes(location);
            }
        }
        starts[lines.size()] = entryCount;
    }

    private void addNodes(int location) throws ProfileFormatException {
        if (lines.isEmpty(location)) {
            add(number(address(location), NodeTexts.EMPTY, NodeTexts.EMPTY, 0, 0, 0, object(location)));
        }
        for (int line = lines.start(location); line < lines.end(location); line++) {
            add(number(location, line));
        }
    }

    private void add(int node) throws ProfileFormatException {
        if (entryCount == entries.length) {
            budget.charge(4L * entryCount);
            entries = Arrays.copyOf(entries, 2 * entryCount);
        }
        entries[entryCount++] = node;
    }

    private int number(int location, int line) throws ProfileFormatException {
        int function = lines.function(line);
        boolean byFunction = !parts.line();
        if (byFunction && ofFunction[function] != NONE) {
            return ofFunction[function];
        }
        FunctionTable functions = lines.definitions().functions();
        int name = parts.function() ? texts.name(functions.name(function)) : NodeTexts.EMPTY;
        int file = parts.file() ? texts.file(functions.file(function)) : NodeTexts.EMPTY;
        boolean named = name != NodeTexts.EMPTY;
        int number = number(
                address(location),
                name,
                file,
                named ? 0 : functions.startLine(function),
                byFunction ? 0 : lines.line(line),
                byFunction || !columns ? 0 : lines.column(line),
                named ? NodeTexts.EMPTY : object(location));
        // One that has no name is told apart by its binary, which is the location's.
        if (byFunction && named) {
            ofFunction[function] = number;
        }
        return number;
    }

    private long address(int location) {
        return parts.address() ? lines.address(location) : 0;
    }

    private int object(int location) throws ProfileFormatException {
        int mapping = lines.mapping(location);
        return mapping < 0
                ? NodeTexts.EMPTY
                : texts.name(lines.definitions().mappings().get(mapping).file());
    }

    /** Returns the number of the row of a node, of which texts are given by their numbers. */
    private int number(long address, int name, int file, int startLine, int line, int column, int object)
            throws ProfileFormatException {
        int number = key.clear()
                .add(address)
                .add(name)
                .add(file)
                .add(startLine)
                .add(line)
                .add(column)
                .add(object)
                .numberIn(keys);
        if (number == nodes.size()) {
            Node node = new Node(address, texts.get(name), texts.get(file), startLine, line, column, texts.get(object));
            budget.charge(PER_NODE + node.textBytes());
            nodes.add(node);
        }
        return number;
    }

    int size() {
        return nodes.size();
    }

    Node get(int number) {
        return nodes.get(number);
    }

    /** The rows of a location are those from its start on to its end, innermost first. */
    int start(int location) {
        return starts[location];
    }

    int end(int location) {
        return starts[location + 1];
    }

    int node(int entry) {
        return entries[entry];
    }
}
