package io.github.noleak.judge;

import io.github.noleak.Leak;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Shares what tiny objects keep among leaks. Their sum is steady, and which line a block counts for is chance. So they are
 * those on record, as far as the record goes; what is beyond it is that of lines that are not on record.
 */
final class TinyShares {

    /** Counts on the heap are off by this part, because containers in a leak grow in steps. */
    static final double OFF_ON_HEAP = 0.2;

    private final List<KnownLeak> record;
    private final Map<String, Double> apart;
    private final Map<String, Double> charged;

    /**
     * Creates what is needed to share.
     *
     * @param record the leaks on record
     * @param apart what each fingerprint keeps in an operation beside tiny objects
     * @param charged the blocks of tiny objects by fingerprint, as chance has it
     */
    TinyShares(List<KnownLeak> record, Map<String, Double> apart, Map<String, Double> charged) {
        this.record = record;
        this.apart = apart;
        this.charged = charged;
    }

    /** Returns how many of the blocks that an operation keeps count for each fingerprint. */
    Map<String, Double> of(double blocks, double chance) {
        Map<String, Double> left = new TreeMap<>();
        double allowed = chance;
        for (KnownLeak leak : record) {
            if (isThere(leak)) {
                double other = apart.getOrDefault(leak.fingerprint(), 0.0);
                left.put(leak.fingerprint(), Math.max(0, leak.perOperation() - other));
                allowed += Math.max(0, leak.perOperation() * (1 + OFF_ON_HEAP) - other);
            }
        }
        double known = sum(left);
        if (known > 0 && blocks <= allowed) {
            return scaled(left, blocks / known);
        }
        Set<String> names = record.stream().map(KnownLeak::fingerprint).collect(Collectors.toSet());
        Map<String, Double> others = new TreeMap<>(charged);
        others.keySet().removeAll(names);
        if (others.isEmpty()) {
            return scaled(known > 0 ? left : charged, blocks / (known > 0 ? known : sum(charged)));
        }
        Map<String, Double> shares = scaled(others, (blocks - known) / sum(others));
        shares.putAll(left);
        return shares;
    }

    /** What is gone leaves no room for others. One line may have all blocks by chance, though, and another one none. */
    private boolean isThere(KnownLeak leak) {
        return KnownLeak.kindOf(leak.fingerprint()).equals(Optional.of(Leak.Kind.HEAP))
                && (leak.isOfTinyObjects()
                        || apart.containsKey(leak.fingerprint())
                        || charged.containsKey(leak.fingerprint()));
    }

    private static Map<String, Double> scaled(Map<String, Double> values, double factor) {
        Map<String, Double> scaled = new TreeMap<>();
        values.forEach((name, value) -> scaled.put(name, value * factor));
        return scaled;
    }

    private static double sum(Map<String, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
