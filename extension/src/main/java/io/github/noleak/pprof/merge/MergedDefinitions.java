package io.github.noleak.pprof.merge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.KeyTable;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.Definitions;
import io.github.noleak.pprof.model.FunctionTable;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.LabelList;
import io.github.noleak.pprof.model.LocationEntry;
import io.github.noleak.pprof.model.LocationTable;
import io.github.noleak.pprof.model.MappingTable;
import io.github.noleak.pprof.model.ReadLimits;
import io.github.noleak.pprof.model.StringTable;
import io.github.noleak.pprof.stack.LocationLines;
import io.github.noleak.pprof.wire.Varints;
import java.util.Arrays;
import org.apiguardian.api.API;

/** The strings, binaries, functions and locations of several profiles, each of them once. */
@API(status = INTERNAL, since = "0.1")
public final class MergedDefinitions {

    private static final int NONE = -1;

    /** Binaries are mapped by pages. */
    private static final long PAGE = 0x1000;

    private final StringTable strings;
    private final MappingTable mappings;
    private final FunctionTable functions;
    private final LocationTable locations;
    private final KeyTable stringKeys;
    private final KeyTable mappingKeys;
    private final KeyTable functionKeys;
    private final KeyTable locationKeys;
    private final MemoryBudget budget;
    private final Varints key = new Varints();

    public MergedDefinitions(MemoryBudget budget) throws ProfileFormatException {
        this.budget = budget;
        long cacheBytes = ReadLimits.defaults().cacheBytes();
        strings = new StringTable(cacheBytes, budget);
        mappings = new MappingTable(strings, budget);
        functions = new FunctionTable(strings, budget);
        locations = new LocationTable(functions, mappings, cacheBytes, budget);
        stringKeys = new KeyTable(budget);
        mappingKeys = new KeyTable(budget);
        functionKeys = new KeyTable(budget);
        locationKeys = new KeyTable(budget);
        string("");
    }

    LocationTable locations() {
        return locations;
    }

    int string(String text) throws ProfileFormatException {
        return string(text.getBytes(UTF_8));
    }

    private int string(byte[] utf8) throws ProfileFormatException {
        int number = stringKeys.number(utf8);
        if (number == strings.size()) {
            strings.add(utf8);
        }
        return number;
    }

    /** Adds the binary that all functions of frames are in. */
    public void addProgram(String name, int flags) throws ProfileFormatException {
        mappings.add(mappings.size() + 1L, new MappingTable.Mapping(0, 0, 0, string(name), 0, flags));
    }

    /** Returns the number of the location of a frame. */
    public int location(Frame frame) throws ProfileFormatException {
        int function = function(string(frame.function()), string(frame.function()), string(frame.file()), 0);
        int number =
                key.clear().add(mappings.size()).add(function).add(frame.line()).numberIn(locationKeys);
        if (number == locations.size()) {
            LocationEntry entry = new LocationEntry();
            entry.id = number + 1L;
            entry.mapping = Math.min(1, mappings.size());
            entry.addLine(function + 1L, frame.line(), 0);
            locations.add(entry);
        }
        return number;
    }

    private int function(int name, int systemName, int file, int startLine) throws ProfileFormatException {
        int number =
                key.clear().add(name).add(systemName).add(file).add(startLine).numberIn(functionKeys);
        if (number == functions.size()) {
            functions.add(number + 1L, name, systemName, file, startLine);
        }
        return number;
    }

    public Definitions finish(Header header) {
        return new Definitions(header, strings, mappings, functions, locations);
    }

    Source source(LocationLines lines) throws ProfileFormatException {
        Source source = new Source(lines);
        if (mappings.size() == 0 && source.from.mappings().size() > 0) {
            source.mapping(0); // the program itself, which stands first
        }
        return source;
    }

    /** One of the profiles: the numbers that its parts have among those of all. */
    final class Source {

        private final LocationLines lines;
        private final Definitions from;
        private final long memory;
        private final int[] stringsHere;
        private final int[] mappingsHere;
        private final int[] functionsHere;
        private final int[] locationsHere;

        private Source(LocationLines lines) throws ProfileFormatException {
            this.lines = lines;
            from = lines.definitions();
            memory = (long) Integer.BYTES
                    * ((long) from.strings().size()
                            + from.mappings().size()
                            + from.functions().size()
                            + lines.size());
            budget.charge(memory);
            stringsHere = none(from.strings().size());
            mappingsHere = none(from.mappings().size());
            functionsHere = none(from.functions().size());
            locationsHere = none(lines.size());
        }

        private static int[] none(int size) {
            int[] numbers = new int[size];
            Arrays.fill(numbers, NONE);
            return numbers;
        }

        private int string(int index) throws ProfileFormatException {
            if (index == 0) {
                return 0;
            }
            if (stringsHere[index] == NONE) {
                stringsHere[index] =
                        MergedDefinitions.this.string(from.strings().utf8(index));
            }
            return stringsHere[index];
        }

        /** To be called once all is merged: nothing of the source is kept but what it has put in here. */
        void release() {
            budget.release(memory);
        }

        int mapping(int index) throws ProfileFormatException {
            if (mappingsHere[index] == NONE) {
                MappingTable.Mapping mapping = from.mappings().get(index);
                int file = string(mapping.file());
                int buildId = string(mapping.buildId());
                long size = (mapping.limit() - mapping.start() + PAGE - 1) / PAGE;
                int number = key.clear()
                        .add(size)
                        .add(mapping.offset())
                        .add(buildId != 0 ? buildId : file)
                        .numberIn(mappingKeys);
                if (number == mappings.size()) {
                    mappings.add(
                            number + 1L,
                            new MappingTable.Mapping(
                                    mapping.start(),
                                    mapping.limit(),
                                    mapping.offset(),
                                    file,
                                    buildId,
                                    mapping.flags()));
                }
                mappingsHere[index] = number;
            }
            return mappingsHere[index];
        }

        private int function(int index) throws ProfileFormatException {
            if (functionsHere[index] == NONE) {
                FunctionTable table = from.functions();
                functionsHere[index] = MergedDefinitions.this.function(
                        string(table.name(index)),
                        string(table.systemName(index)),
                        string(table.file(index)),
                        table.startLine(index));
            }
            return functionsHere[index];
        }

        int location(int index) throws ProfileFormatException {
            if (locationsHere[index] == NONE) {
                locationsHere[index] = newLocation(index);
            }
            return locationsHere[index];
        }

        private int newLocation(int index) throws ProfileFormatException {
            int mapping = lines.mapping(index) < 0 ? NONE : mapping(lines.mapping(index));
            for (int line = lines.start(index); line < lines.end(index); line++) {
                function(lines.function(line)); // takes the key that is made below
            }
            // The same binary may be somewhere else in the memory of another process.
            long start =
                    mapping < 0 ? 0 : from.mappings().get(lines.mapping(index)).start();
            long offset = lines.address(index) - start;
            key.clear().add(mapping + 1).add(offset).add(lines.isFolded(index) ? 1 : 0);
            for (int line = lines.start(index); line < lines.end(index); line++) {
                key.add(function(lines.function(line))).add(lines.line(line)).add(lines.column(line));
            }
            int number = key.numberIn(locationKeys);
            if (number == locations.size()) {
                LocationEntry entry = new LocationEntry();
                entry.id = number + 1L;
                entry.mapping = mapping + 1L;
                entry.address =
                        offset + (mapping < 0 ? 0 : mappings.get(mapping).start());
                entry.folded = lines.isFolded(index);
                for (int line = lines.start(index); line < lines.end(index); line++) {
                    entry.addLine(function(lines.function(line)) + 1L, lines.line(line), lines.column(line));
                }
                locations.add(entry);
            }
            return number;
        }

        /** Puts the labels of a sample here into a list with the numbers of strings among those of all. */
        void map(LabelList labels, LabelList target) throws ProfileFormatException {
            target.clear();
            for (int label = 0; label < labels.size(); label++) {
                target.add(
                        string(labels.key(label)),
                        string(labels.text(label)),
                        labels.number(label),
                        string(labels.unit(label)));
            }
        }
    }
}
