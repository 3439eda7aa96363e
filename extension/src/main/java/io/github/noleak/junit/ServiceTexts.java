package io.github.noleak.junit;

import io.github.noleak.config.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of annotations about services.
 *
 * @param annotation for messages
 */
record ServiceTexts(String annotation) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    /** Splits texts such as {@code NAME=value} or {@code Name: value}. */
    Map<String, String> pairs(String member, char separator, String... texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int at = text.indexOf(separator);
            if (at < 1) {
                throw new ConfigurationException("@" + annotation + "(" + member + " = \"" + text
                        + "\") has no name; expected: Name" + separator + (separator == ':' ? " " : "") + "value");
            }
            pairs.put(text.substring(0, at).strip(), text.substring(at + 1).strip());
        }
        return pairs;
    }

    /** Puts system properties and variables of the environment in their places. */
    String filled(String member, String text) {
        return filled(member, text, ServiceTexts::variable);
    }

    String filled(String member, String text, Function<String, @Nullable String> variables) {
        List<String> missing = new ArrayList<>();
        String filled = VARIABLE.matcher(text).replaceAll(found -> {
            String value = variables.apply(found.group(1));
            if (value == null) {
                missing.add(found.group(1));
            }
            return Matcher.quoteReplacement(value == null ? "" : value);
        });
        if (!missing.isEmpty()) {
            throw new ConfigurationException("@" + annotation + "(" + member + ") names ${" + missing.get(0)
                    + "}, which is neither a system property nor a variable of the environment");
        }
        return filled;
    }

    private static @Nullable String variable(String name) {
        String property = System.getProperty(name);
        return property == null ? System.getenv(name) : property;
    }
}
