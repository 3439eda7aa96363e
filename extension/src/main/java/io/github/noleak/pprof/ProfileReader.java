package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.noleak.pprof.format.ProfileInReading;
import io.github.noleak.pprof.model.ReadLimits;
import java.io.IOException;
import org.apiguardian.api.API;

/** Reads profiles in pprof's format, gzipped or raw, in one pass and in little memory. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ProfileReader {

    private ProfileReader() {}

    /**
     * Reads one profile, whole and checked.
     *
     * @throws ProfileFormatException if the bytes are no valid profile, or a larger one than the heap can take
     * @throws IOException if the source cannot be read
     */
    public static Profile read(ProfileSource source) throws IOException {
        return new Profile(ProfileInReading.read(source, ReadLimits.defaults()));
    }
}
