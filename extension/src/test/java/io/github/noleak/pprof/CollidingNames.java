package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes profiles whose names, or whose calls, fall onto one another in a table that has no secret. */
final class CollidingNames {

    private CollidingNames() {}

    /**
     * A sample in each of many functions.
     *
     * @param colliding whether all names have the same {@link String#hashCode}; else they are of the same lengths
     */
    static Profile functions(int bits, boolean colliding) {
        Message profile = types();
        for (int i = 0; i < 1 << bits; i++) {
            addFunction(profile, i, name(i, bits, colliding));
            profile.message(4, new Message().varint(1, i + 1L).message(4, ProfileBytes.line(i + 1L, i % 100)));
            profile.message(2, new Message().packed(1, i + 1L).packed(2, i + 1L));
        }
        return read(profile);
    }

    /** Pairs of letters that are equal to the hash of a string: Aa and BB. */
    private static String name(int number, int bits, boolean colliding) {
        StringBuilder name = new StringBuilder("main.");
        for (int bit = 0; bit < bits; bit++) {
            name.append(((number >> bit) & 1) == 0 ? "Aa" : colliding ? "BB" : "Bb");
        }
        return name.toString();
    }

    /**
     * Functions that were inlined into others, some of all possible pairs.
     *
     * @param colliding whether the pairs are those that multiplication by a known number puts next to one another
     */
    static Profile calls(int functions, int most, boolean colliding) {
        Message profile = types();
        for (int i = 0; i < functions; i++) {
            addFunction(profile, i, "main.f" + i);
            profile.message(4, new Message().varint(1, i + 1L).message(4, ProfileBytes.line(i + 1L, 1)));
            profile.message(2, new Message().packed(1, i + 1L).packed(2, 1));
        }
        int slots = 2 * most;
        int pairs = 0;
        for (long pair = 0; pairs < most && pair < (long) functions * functions; pair++) {
            long callee = colliding ? pair / functions : pair % functions;
            long caller = colliding ? pair % functions : (pair / functions + pair) % functions;
            long hash = ((callee << Integer.SIZE) | caller) * 0x9e3779b97f4a7c15L;
            if (callee != caller && (!colliding || ((hash >>> Integer.SIZE) & (slots - 1)) < slots / 256)) {
                pairs++;
                long id = (long) functions + pairs;
                profile.message(
                        4,
                        new Message()
                                .varint(1, id)
                                .message(4, ProfileBytes.line(callee + 1, 1))
                                .message(4, ProfileBytes.line(caller + 1, 1)));
                profile.message(2, new Message().packed(1, id).packed(2, 1));
            }
        }
        return read(profile);
    }

    private static Message types() {
        return new Message()
                .bytes(6, new byte[0])
                .bytes(6, "samples".getBytes(UTF_8))
                .bytes(6, "count".getBytes(UTF_8))
                .message(1, new Message().varint(1, 1).varint(2, 2));
    }

    private static void addFunction(Message profile, int number, String name) {
        profile.bytes(6, name.getBytes(UTF_8));
        profile.message(
                5, new Message().varint(1, number + 1L).varint(2, number + 3L).varint(4, number + 3L));
    }

    private static Profile read(Message profile) {
        try {
            return ProfileReader.read(ProfileBytes.source(profile.toBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
