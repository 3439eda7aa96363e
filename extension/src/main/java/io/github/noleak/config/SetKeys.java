package io.github.noleak.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out which keys of ours are set, and where: JUnit looks a parameter up, and lists them to some alone. */
final class SetKeys {

    /** What all keys begin with. */
    static final String PREFIX = "noleak.";

    private static final String FILE = "junit-platform.properties";

    private SetKeys() {}

    /** Returns where each key is set, in words; what is set in several places has the one that wins. */
    static Map<String, String> places(Collection<String> parameters) {
        return places(parameters, System.getProperties(), file());
    }

    static Map<String, String> places(Collection<String> parameters, Properties system, @Nullable URL file) {
        Map<String, String> places = new TreeMap<>();
        add(places, system.stringPropertyNames(), "as a system property: -D on a command line, or in the pom");
        if (file != null) {
            add(places, keys(file), "in " + file);
        }
        add(places, parameters, "as a JUnit configuration parameter");
        return places;
    }

    private static void add(Map<String, String> places, Collection<String> keys, String place) {
        keys.stream().filter(key -> key.startsWith(PREFIX)).forEach(key -> places.putIfAbsent(key, place));
    }

    /** Returns the first on the class path, which is the one that JUnit takes. */
    private static @Nullable URL file() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? ClassLoader.getSystemResource(FILE) : loader.getResource(FILE);
    }

    private static Collection<String> keys(URL file) {
        Properties properties = new Properties();
        try {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false); // the cache would hold the jar open
            try (InputStream in = connection.getInputStream()) {
                properties.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            return properties.stringPropertyNames(); // JUnit says what is wrong with the file
        }
        return properties.stringPropertyNames();
    }
}
