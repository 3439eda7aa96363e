package io.github.noleak.gate.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The share of one machine in the scenarios of a build, which is the same whatever else there is to run.
 *
 * @param total the number of machines
 * @param index this one, from 0
 */
record Shard(int total, int index) {

    private static final String TOTAL = "TEST_TOTAL_SHARDS";
    private static final String INDEX = "TEST_SHARD_INDEX";
    private static final String STATUS = "TEST_SHARD_STATUS_FILE";

    private static final Shard WHOLE = new Shard(1, 0);

    /** Reads the variables that build tools set, and tells the one that asks so that they were heeded. */
    static Shard of(Map<String, String> environment) {
        if (environment.getOrDefault(TOTAL, "").isBlank()) {
            return WHOLE;
        }
        touch(environment.getOrDefault(STATUS, ""));
        int total = number(environment, TOTAL, 1, Integer.MAX_VALUE, "a whole number from 1");
        int index = number(environment, INDEX, 0, total - 1, "a whole number from 0 to " + (total - 1));
        return new Shard(total, index);
    }

    private static int number(Map<String, String> environment, String name, int least, int most, String allowed) {
        String text = environment.getOrDefault(name, "");
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ConfigurationException("The environment variable " + name + " is \"" + text + "\"; expected: "
                + allowed + "\n  Correct it, or unset " + TOTAL + " to run everything here.");
    }

    private static void touch(String file) {
        if (file.isBlank()) {
            return;
        }
        try {
            Files.write(Path.of(file), new byte[0]);
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " that " + STATUS + " names cannot be written: " + e
                    + "\n  Make its directory writable, or unset " + STATUS + ".");
        }
    }

    /** Returns whether a scenario is run here. */
    boolean covers(String id) {
        if (total == 1) {
            return true;
        }
        CRC32 hash = new CRC32();
        hash.update(id.getBytes(UTF_8));
        return hash.getValue() % total == index;
    }
}
