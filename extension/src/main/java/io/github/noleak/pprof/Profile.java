package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.noleak.pprof.format.ProfileWriter;
import io.github.noleak.pprof.merge.ProfileMerger;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.ProfileData;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Holds a profile compactly, and makes stacks and names of it when asked; immutable.
 *
 * <pre>{@code
 * Profile before = ProfileReader.read(() -> Files.newInputStream(Path.of("before.pb.gz")));
 * Profile after = ProfileReader.read(() -> Files.newInputStream(Path.of("after.pb.gz")));
 * System.out.print(TopReport.of(after.comparedTo(before), TopOptions.defaults().byCum()).text());
 * }</pre>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Profile {

    private final ProfileData data;

    /** Takes what was read or made. */
    Profile(ProfileData data) {
        this.data = data;
    }

    /** Returns what is measured, in the order of each sample's values; never empty. */
    public List<ValueType> sampleTypes() {
        return header().sampleTypes();
    }

    /**
     * Returns the index of a sample type; {@code inuse_space} finds {@code space}, too, as other languages call it.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those that there are
     */
    public int sampleType(String name) {
        return header().typeOf(name);
    }

    /** Returns the index of the type that is shown if none is asked for: the one the profile says, else the last. */
    public int defaultSampleType() {
        return header().defaultType();
    }

    /** Returns the number of events between two samples, such as the bytes of the memory profile rate. */
    public long period() {
        return header().period();
    }

    /** Returns when the profile was taken, in nanoseconds since 1970; 0 where it does not say. */
    public long timeNanos() {
        return header().timeNanos();
    }

    /** Returns for how long the profile was taken, in nanoseconds; 0 where it does not say. */
    public long durationNanos() {
        return header().durationNanos();
    }

    /** Returns the number of samples. */
    public int sampleCount() {
        return data.samples().size();
    }

    /** Returns one value of one sample, by the indexes of both. */
    public long value(int sample, int type) {
        Objects.checkIndex(type, sampleTypes().size());
        return data.samples().value(Objects.checkIndex(sample, sampleCount()), type);
    }

    /** Returns the stack of one sample, leaf first, inlined frames expanded innermost first. */
    public CallStack stack(int sample) {
        return data.samples().stack(Objects.checkIndex(sample, sampleCount()));
    }

    /** Shows all samples to the visitor in their order, without keeping them all in memory. */
    public void forEach(SampleVisitor visitor) {
        data.samples().forEach(visitor);
    }

    /**
     * Returns the sum of profiles: samples of the same stack and labels become one, and those that come to nothing go.
     *
     * <p>They need to measure the same: only the sample types that all of them have are kept. Of two units the finer one
     * is taken, for kilobytes and bytes.
     *
     * @throws IllegalArgumentException if there is none, if they do not measure the same, or if the heap is too small
     * @throws ArithmeticException if a sum is larger than a value can be
     */
    public static Profile merge(List<Profile> profiles) {
        return new Profile(
                ProfileMerger.merge(profiles.stream().map(Profile::data).toList()));
    }

    /**
     * Returns all values times a factor, rounded to the nearest number; samples that come to nothing go.
     *
     * @throws ArithmeticException if a value becomes larger than it can be
     */
    public Profile scaled(double factor) {
        return new Profile(ProfileMerger.scaled(data, factor));
    }

    /**
     * Returns what this profile has more than an earlier one of the same process, as the option {@code -base} of the Go
     * tool does: what is the same in both is gone.
     *
     * @throws IllegalArgumentException if the profiles do not measure the same
     */
    public Profile minus(Profile base) {
        return new Profile(ProfileMerger.difference(data, base.data, false));
    }

    /**
     * Returns how this profile differs from another one, as the option {@code -diff_base} of the Go tool does: reports
     * give percentages of the base.
     *
     * <p>The base's samples stay, as negative ones with the label {@code pprof::base}.
     *
     * @throws IllegalArgumentException if the profiles do not measure the same
     */
    public Profile comparedTo(Profile base) {
        return new Profile(ProfileMerger.difference(data, base.data, true));
    }

    /** Returns the samples and frames that pass a filter. */
    public Profile filtered(ProfileFilter filter) {
        return new Profile(ProfileMerger.filtered(data, filter));
    }

    /**
     * Writes the profile as {@code .pb.gz} files hold it, compressed; the Go tool opens it.
     *
     * @throws IOException if the target cannot be written to, which is left open
     */
    public void write(OutputStream target) throws IOException {
        new ProfileWriter(data).write(target);
    }

    private Header header() {
        return data.header();
    }

    ProfileData data() {
        return data;
    }
}
