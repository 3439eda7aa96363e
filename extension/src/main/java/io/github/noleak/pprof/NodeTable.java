package io.github.noleak.pprof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows that the locations of a profile count for, all of them numbered. */
final class NodeTable {

    private static final int NONE = -1;

    /** A row with its names, its place in tables, and what it adds up to. */
    private static final int PER_NODE = 300;

    private final StackView view;
    private final MemoryBudget budget;
    private final Granularity granularity;
    private final boolean columns;
    private final String trimmed;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final int[] ofFunction;
    private final int[] starts;
    private int[] entries;
    private int entryCount;

    NodeTable(StackView view, TopOptions options, MemoryBudget budget) throws ProfileFormatException {
        this.view = view;
        this.budget = budget;
        budget.charge(8L * view.size() + 4L * view.definitions().functions().size());
        granularity = options.granularity();
        columns = options.showsColumns();
        trimmed = options.trimPath();
        ofFunction = new int[view.definitions().functions().size()];
        Arrays.fill(ofFunction, NONE);
        starts = new int[view.size() + 1];
        entries = new int[view.size() + 16];
        for (int location = 0; location < view.size(); location++) {
            starts[location] = entryCount;
            if (!view.isHidden(location)) {
                addNodes(location);
            }
        }
        starts[view.size()] = entryCount;
    }

    private void addNodes(int location) throws ProfileFormatException {
        if (view.start(location) == view.end(location)) {
            add(number(new Node(address(location), "", "", 0, 0, 0, object(location))));
        }
        for (int line = view.start(location); line < view.end(location); line++) {
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
        int function = view.function(line);
        boolean byFunction = !granularity.showsLine();
        if (byFunction && ofFunction[function] != NONE) {
            return ofFunction[function];
        }
        Node node = node(location, line);
        int number = number(node);
        // One that has no name is told apart by its binary, which is the location's.
        if (byFunction && !node.name().isEmpty()) {
            ofFunction[function] = number;
        }
        return number;
    }

    private Node node(int location, int line) {
        int function = view.function(line);
        FunctionTable functions = view.definitions().functions();
        StringTable strings = view.definitions().strings();
        String name = granularity.showsFunction() ? strings.get(functions.name(function)) : "";
        String file = granularity.showsFile() ? SourcePath.shown(strings.get(functions.file(function)), trimmed) : "";
        boolean lines = granularity.showsLine();
        return new Node(
                address(location),
                name,
                file,
                name.isEmpty() ? functions.startLine(function) : 0,
                lines ? view.line(line) : 0,
                lines && columns ? view.column(line) : 0,
                name.isEmpty() ? object(location) : "");
    }

    private long address(int location) {
        return granularity.showsAddress() ? view.address(location) : 0;
    }

    private String object(int location) {
        return view.definitions().mappings().file(view.mapping(location));
    }

    private int number(Node node) throws ProfileFormatException {
        Integer known = numbers.get(node);
        if (known != null) {
            return known;
        }
        budget.charge(PER_NODE + 2L * (node.name().length() + node.file().length()));
        numbers.put(node, nodes.size());
        nodes.add(node);
        return nodes.size() - 1;
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
