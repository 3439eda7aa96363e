package io.github.noleak.pprof;

/** Samples whose values are added up where their stacks and labels are the same. */
final class MergedSamples {

    private final int types;
    private final KeyTable keys;
    private final LongList values;
    private final MemoryBudget budget;

    MergedSamples(int types, MemoryBudget budget) {
        this.types = types;
        this.budget = budget;
        keys = new KeyTable(budget);
        values = new LongList(budget);
    }

    /** Returns how many there are, of which some may have come to nothing. */
    int size() {
        return keys.size();
    }

    /**
     * Adds a sample.
     *
     * @param key the depth of its stack, the numbers of its locations, and its labels
     * @param more one value for each type
     */
    void add(Varints key, long[] more) throws ProfileFormatException {
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

    /** Returns the profile of all samples that have not come to nothing. */
    Profile toProfile(Definitions definitions) throws ProfileFormatException {
        SampleTable table = new SampleTable(definitions.locations(), types, budget);
        LabelList labels = new LabelList();
        long[] sample = new long[types];
        int[] stack = new int[128];
        for (int number = 0; number < keys.size(); number++) {
            boolean nothing = true;
            for (int type = 0; type < types; type++) {
                sample[type] = values.get(number * types + type);
                nothing &= sample[type] == 0;
            }
            if (!nothing) {
                ByteList.Cursor packed = keys.cursor(number);
                int depth = packed.intVarint();
                stack = depth > stack.length ? new int[2 * depth] : stack;
                for (int i = 0; i < depth; i++) {
                    stack[i] = packed.intVarint();
                }
                labels.read(packed);
                table.add(stack, depth, sample, labels);
            }
        }
        return new Profile(definitions, table, budget.used());
    }
}
