package io.github.noleak.pprof.memory;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.apiguardian.api.API;

/** Keeps what was made lately, up to a number of bytes; then it forgets everything and starts again. */
@API(status = INTERNAL, since = "0.1")
public final class RecentCache<T> {

    private static final int OVERHEAD = 64;

    private final Map<Integer, T> values = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long limit;
    private final ToIntFunction<T> size;

    public RecentCache(long limit, ToIntFunction<T> size) {
        this.limit = limit;
        this.size = size;
    }

    public T get(int key, IntFunction<T> make) {
        T known = values.get(key);
        if (known != null) {
            return known;
        }
        T value = make.apply(key);
        if (bytes.addAndGet(size.applyAsInt(value) + OVERHEAD) > limit) {
            values.clear();
            bytes.set(0);
        }
        values.put(key, value);
        return value;
    }
}
