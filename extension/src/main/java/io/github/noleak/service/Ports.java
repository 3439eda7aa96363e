package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Free ports of the loopback for the placeholders <code>${port}</code> and <code>${port:name}</code> of some texts.
 *
 * @param numbers by name; the one without has the empty name
 */
@API(status = INTERNAL, since = "0.1")
public record Ports(Map<String, Integer> numbers) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{port(?::([^}]*))?}");

    /** Copies the map, in its order. */
    public Ports {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** Finds a free port for each name in the texts. */
    public static Ports free(Collection<String> texts) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<ServerSocket> open = new ArrayList<>();
        try {
            for (String text : texts) {
                Matcher matcher = PLACEHOLDER.matcher(text);
                while (matcher.find()) {
                    String name = name(matcher);
                    if (!numbers.containsKey(name)) {
                        // Kept open until all are found, so that no two are the same.
                        open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                        numbers.put(name, open.get(open.size() - 1).getLocalPort());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port on the loopback", e);
        } finally {
            open.forEach(Ports::close);
        }
        return new Ports(numbers);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A port of the loopback cannot be let go", e);
        }
    }

    private static String name(MatchResult placeholder) {
        String name = placeholder.group(1);
        return name == null ? "" : name;
    }

    /** Returns the text with numbers in the place of the placeholders. */
    public String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> String.valueOf(numbers.getOrDefault(name(found), 0)));
    }
}
