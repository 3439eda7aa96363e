package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/** Holds a profile compactly, and makes stacks and names of it when asked; immutable. */
@API(status = INTERNAL, since = "0.1")
public final class Profile {

    private final Definitions definitions;
    private final SampleTable samples;

    Profile(Definitions definitions, SampleTable samples) {
        this.definitions = definitions;
        this.samples = samples;
    }

    /** Returns what is measured, in the order of each sample's values; never empty. */
    public List<ValueType> sampleTypes() {
        return definitions.sampleTypes();
    }

    /**
     * Returns the index of a sample type; {@code inuse_space} finds {@code space}, too, as other languages call it.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those that there are
     */
    public int sampleType(String name) {
        String shortName = name.startsWith("inuse_") ? name.substring("inuse_".length()) : name;
        List<String> names = sampleTypes().stream().map(ValueType::type).toList();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name) || names.get(i).equals(shortName)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no sample type " + name + "; there are: " + String.join(", ", names));
    }

    /** Returns the index of the type that is shown if none is asked for: the one the profile says, else the last. */
    public int defaultSampleType() {
        return definitions.defaultSampleType();
    }

    /** Returns the number of events between two samples, such as the bytes of the memory profile rate. */
    public long period() {
        return definitions.period();
    }

    /** Returns the number of samples. */
    public int sampleCount() {
        return samples.size();
    }

    /** Returns one value of one sample, by the indexes of both. */
    public long value(int sample, int type) {
        Objects.checkIndex(type, sampleTypes().size());
        return samples.value(Objects.checkIndex(sample, sampleCount()), type);
    }

    /** Returns the stack of one sample, leaf first, inlined frames expanded innermost first. */
    public CallStack stack(int sample) {
        return samples.stack(Objects.checkIndex(sample, sampleCount()));
    }

    /** Shows all samples to the visitor in their order, without keeping them all in memory. */
    public void forEach(SampleVisitor visitor) {
        samples.forEach(visitor);
    }
}
