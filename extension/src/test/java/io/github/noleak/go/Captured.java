package io.github.noleak.go;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;

/** What real Go toolchains printed, with neutral paths. */
public final class Captured {

    private Captured() {}

    public static String text(String go, String name) {
        String resource = go + "/" + name + ".txt";
        try (InputStream in = Captured.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    public static Reader reader(String go, String name) {
        return new StringReader(text(go, name));
    }
}
