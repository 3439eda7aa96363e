package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Knows of copies of NoLeak on the class path: of two, classes of one would be run with those of the other. */
@API(status = INTERNAL, since = "0.1")
public final class Copies {

    private static final String CLASS = NoLeak.class.getName().replace('.', '/') + ".class";

    private Copies() {}

    /**
     * Refuses a second copy.
     *
     * @param loader of these classes; null is the system's
     * @throws ConfigurationException if there is one
     */
    static void requireOne(@Nullable ClassLoader loader) {
        ClassLoader of = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        List<String> places;
        try {
            places = Collections.list(of.getResources(CLASS)).stream()
                    .map(url -> url.toString().replace("!/" + CLASS, "").replace(CLASS, ""))
                    .map(url -> url.replaceFirst("^jar:", "").replaceFirst("^file:", ""))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (places.size() > 1) {
            throw new ConfigurationException("NoLeak is on the class path " + places.size() + " times: "
                    + String.join(" and ", places) + "; expected: one version of it\n"
                    + "  Leave one of them: \"mvn dependency:tree\" shows what brings a jar in.");
        }
    }
}
