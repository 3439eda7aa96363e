package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ValueType;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a profile says of itself as a whole.
 *
 * @param defaultSampleType the name of the type that is shown if none is asked for; may be empty, or none of the types
 * @param timeNanos when it was taken, in nanoseconds since 1970; 0 where unknown
 * @param durationNanos how long it was taken for
 * @param dropFrames a regular expression: functions to leave out, with all that they called
 * @param keepFrames a regular expression: functions not to leave out for that
 */
@API(status = INTERNAL, since = "0.1")
public record Header(
        List<ValueType> sampleTypes,
        String defaultSampleType,
        ValueType periodType,
        long period,
        long timeNanos,
        long durationNanos,
        List<String> comments,
        String docUrl,
        String dropFrames,
        String keepFrames) {

    public Header {
        sampleTypes = List.copyOf(sampleTypes);
        comments = List.copyOf(comments);
    }

    public List<String> typeNames() {
        return sampleTypes.stream().map(ValueType::type).toList();
    }

    /**
     * Returns the index of a type; {@code inuse_space} finds {@code space}, too.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those that there are
     */
    public int typeOf(String name) {
        String shortName = name.startsWith("inuse_") ? name.substring("inuse_".length()) : name;
        List<String> names = typeNames();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name) || names.get(i).equals(shortName)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no sample type " + name + "; there are: " + String.join(", ", names));
    }

    /** Returns the index of the type that is shown if none is asked for: the one the profile says, else the last. */
    public int defaultType() {
        int index = defaultSampleType.isEmpty() ? -1 : typeNames().indexOf(defaultSampleType);
        return index < 0 ? sampleTypes.size() - 1 : index;
    }
}
