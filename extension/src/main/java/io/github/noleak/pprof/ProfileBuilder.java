package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.merge.MergedDefinitions;
import io.github.noleak.pprof.merge.MergedSamples;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.ReadLimits;
import io.github.noleak.pprof.wire.Varints;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Makes a profile of stacks and values.
 *
 * <pre>{@code
 * Profile profile = ProfileBuilder.of(new ValueType("inuse_objects", "count"))
 *         .program("server")
 *         .add(new CallStack(List.of(new Frame("main.keep", "/src/main.go", 12))), 3)
 *         .build();
 * }</pre>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ProfileBuilder {

    /** Names, files and lines of functions are known: the Go tool need not look for them. */
    private static final int ALL_KNOWN = 0b1111;

    private final List<ValueType> types;
    private final List<String> comments = new ArrayList<>();
    private final MergedDefinitions definitions;
    private final MergedSamples samples;
    private final MemoryBudget budget = ReadLimits.besides(List.of());
    private final Varints key = new Varints();
    private final Varints locations = new Varints();
    private String defaultSampleType = "";

    private ProfileBuilder(List<ValueType> types) throws ProfileFormatException {
        this.types = List.copyOf(types);
        definitions = new MergedDefinitions(budget);
        samples = new MergedSamples(types.size(), budget);
    }

    /**
     * Starts a profile.
     *
     * @param types what the values of each sample measure
     * @throws IllegalArgumentException if there is none
     */
    public static ProfileBuilder of(ValueType... types) {
        if (types.length == 0) {
            throw new IllegalArgumentException("a profile has at least one sample type");
        }
        return unchecked(() -> new ProfileBuilder(List.of(types)));
    }

    /** Names the program, before the first sample is added. */
    public ProfileBuilder program(String name) {
        return unchecked(() -> {
            definitions.addProgram(name, ALL_KNOWN);
            return this;
        });
    }

    /** Adds a line that reports show above all others. */
    public ProfileBuilder comment(String comment) {
        comments.add(comment);
        return this;
    }

    /** Sets the type that is shown if none is asked for, instead of the last one. */
    public ProfileBuilder defaultSampleType(String type) {
        defaultSampleType = type;
        return this;
    }

    /**
     * Adds a sample; the values of samples of the same stack are added up.
     *
     * @param stack leaf first
     * @param values one for each type
     * @throws IllegalArgumentException if there are more or fewer values than types
     */
    public ProfileBuilder add(CallStack stack, long... values) {
        if (values.length != types.size()) {
            throw new IllegalArgumentException("%d values for %d sample types".formatted(values.length, types.size()));
        }
        return unchecked(() -> {
            locations.clear();
            for (Frame frame : stack.frames()) {
                locations.add(definitions.location(frame) + 1L);
            }
            samples.add(key.clear().add(0).add(stack.frames().size(), locations), values);
            return this;
        });
    }

    /** Returns the profile of what was added. */
    public Profile build() {
        Header header = new Header(types, defaultSampleType, new ValueType("", ""), 0, 0, 0, comments, "", "", "");
        return unchecked(() -> new Profile(samples.toProfile(definitions.finish(header))));
    }

    private interface Work<T> {
        T run() throws ProfileFormatException;
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.run();
        } catch (ProfileFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
