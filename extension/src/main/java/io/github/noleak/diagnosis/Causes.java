package io.github.noleak.diagnosis;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.noleak.Leak;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of likely causes, in the order in which they are asked.
 *
 * <p>Nothing is guessed: a leak that no entry explains has no cause.
 */
@API(status = INTERNAL, since = "0.1")
public record Causes(List<Cause> entries) {

    private static final String RESOURCE = "causes.json";

    public Causes {
        entries = List.copyOf(entries);
    }

    public static Causes load() {
        try (InputStream in = Objects.requireNonNull(Causes.class.getResourceAsStream(RESOURCE))) {
            List<Cause> causes = new ArrayList<>();
            for (Object entry : JsonParser.array().from(in)) {
                causes.add(cause((JsonObject) entry));
            }
            return new Causes(causes);
        } catch (IOException | JsonParserException e) {
            throw new IllegalStateException("The catalogue of causes cannot be read", e);
        }
    }

    private static Cause cause(JsonObject entry) {
        Set<Leak.Kind> kinds = EnumSet.noneOf(Leak.Kind.class);
        texts(entry, "kinds").forEach(kind -> kinds.add(Leak.Kind.ofKey(kind).orElseThrow()));
        String trait = entry.getString("trait");
        return new Cause(
                text(entry, "id"),
                text(entry, "title"),
                kinds,
                pattern(entry, "state"),
                pattern(entry, "frame"),
                pattern(entry, "line"),
                pattern(entry, "function"),
                pattern(entry, "notFunction"),
                entry.getString("notBeside"),
                entry.getBoolean("locked", false),
                pattern(entry, "reason"),
                entry.getInt("leastBytes", 0),
                trait == null
                        ? null
                        : Trait.valueOf(trait.toUpperCase(Locale.ROOT).replace('-', '_')),
                texts(entry, "cure"));
    }

    private static String text(JsonObject entry, String key) {
        return Objects.requireNonNull(entry.getString(key), key);
    }

    private static List<String> texts(JsonObject entry, String key) {
        JsonArray array = Objects.requireNonNull(entry.getArray(key), key);
        return array.stream().map(String.class::cast).toList();
    }

    private static @Nullable Pattern pattern(JsonObject entry, String key) {
        String expression = entry.getString(key);
        return expression == null ? null : Pattern.compile(expression);
    }

    public Optional<Cause> of(SiteFacts siteFacts) {
        return entries.stream().filter(cause -> cause.explains(siteFacts)).findFirst();
    }

    /** Returns the cause with a hint, as it stands in a leak. */
    public Optional<Cause> withHint(@Nullable String hint) {
        return entries.stream().filter(cause -> cause.hint().equals(hint)).findFirst();
    }
}
