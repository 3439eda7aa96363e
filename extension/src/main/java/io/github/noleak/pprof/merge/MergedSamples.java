package io.github.noleak.pprof.merge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.KeyTable;
import io.github.noleak.pprof.memory.LongList;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.Definitions;
import io.github.noleak.pprof.model.ProfileData;
import io.github.noleak.pprof.model.SampleTable;
import io.github.noleak.pprof.wire.Varints;
import org.apiguardian.api.API;

/** Samples whose values are added up where their stacks and labels are the same. */
@API(status = INTERNAL, since = "0.1")
public final class MergedSamples {

    private final int types;
    private final KeyTable keys;
    private final LongList values;
    private final MemoryBudget budget;

    public MergedSamples(int types, MemoryBudget budget) {
        this.types = types;
        this.budget = budget;
        keys = new KeyTable(budget);
        values = new LongList(budget);
    }

    /**
     * Adds a sample.
     *
     * @param key its labels, the depth of its stack, how long that is in bytes, and the ids of its locations
     * @param more one value for each type
     */
    public void add(Varints key, long[] more) throws ProfileFormatException {
        int before = keys.size();
        int number = key.numberIn(keys);
        for (int type = 0; type < types; type++) {
            int at = Math.multiplyExact(number, types) + type;
            if (number == before) {
                values.add(more[type]);
            } else {
                values.set(at, sum(values.get(at), more[type]));
            }
        }
    }

    private static long sum(long value, long other) {
        long sum = value + other;
        if (((value ^ sum) & (other ^ sum)) < 0) {
            throw new ArithmeticException(
                    "%d and %d add up to more than a number of 64 bits can be".formatted(value, other));
        }
        return sum;
    }

    /** Returns the profile of all samples, also of those that have come to nothing. */
    public ProfileData toProfile(Definitions definitions) throws ProfileFormatException {
        SampleTable table = new SampleTable(definitions.locations(), keys, values, types, budget);
        return new ProfileData(definitions, table, budget.used());
    }

    /** Returns whether the values of any sample have come to nothing. */
    boolean anyNothing() {
        for (int at = 0; at < keys.size() * types; at += types) {
            boolean nothing = true;
            for (int type = 0; type < types; type++) {
                nothing &= values.get(at + type) == 0;
            }
            if (nothing) {
                return true;
            }
        }
        return false;
    }
}
