package io.github.noleak.go.output;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** The numbers that the gate writes, a name and a value a line. */
@API(status = INTERNAL, since = "0.1")
public record Facts(Map<String, String> values, List<long[]> marks) {

    /**
     * Reads what the gate wrote.
     *
     * @throws IllegalArgumentException if that is not of the gate
     */
    public static Facts parse(String text) {
        Map<String, String> values = new HashMap<>();
        List<long[]> marks = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int space = line.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("no value in \"" + line + "\"");
            }
            String value = line.substring(space + 1);
            if (line.startsWith("mark ")) {
                String[] numbers = value.split(" ", -1);
                marks.add(new long[] {
                    Long.parseLong(numbers[0]), Long.parseUnsignedLong(numbers[1]), Long.parseUnsignedLong(numbers[2])
                });
            } else {
                values.put(line.substring(0, space), value);
            }
        }
        return new Facts(values, marks);
    }

    /** Returns a value that has to be there. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    /** Returns a number that has to be there. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /**
     * Returns how much there is of each resource, as {@code open-files=7,threads=5}; none where the system does not tell.
     *
     * @throws IllegalArgumentException if that is not of the gate
     */
    public static Map<String, Long> amounts(String text) {
        Map<String, Long> amounts = new HashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("no amount in \"" + pair + "\"");
            }
            amounts.put(pair.substring(0, equals), Long.parseLong(pair.substring(equals + 1)));
        }
        return amounts;
    }

    /** Returns how much there is of each resource. */
    public Map<String, Long> amounts() {
        return amounts(text("resources"));
    }

    /** Returns whether something holds; it does not where the gate did not tell. */
    public boolean flag(String name) {
        return "true".equals(values.get(name));
    }

    /** Returns 0 where the gate did not tell. */
    public long numberIfAny(String name) {
        return values.containsKey(name) ? number(name) : 0;
    }
}
