package io.github.noleak.pprof.merge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFilter;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.LabelList;
import io.github.noleak.pprof.model.ProfileData;
import io.github.noleak.pprof.model.ReadLimits;
import io.github.noleak.pprof.model.SampleCursor;
import io.github.noleak.pprof.stack.LocationLines;
import io.github.noleak.pprof.stack.StackView;
import io.github.noleak.pprof.wire.Varints;
import java.util.List;
import org.apiguardian.api.API;

/** Adds up profiles: what is the same in them becomes one, and what comes to nothing goes. */
@API(status = INTERNAL, since = "0.1")
public final class ProfileMerger {

    private final HeaderMerger headers;
    private final MemoryBudget budget;
    private final MergedDefinitions definitions;
    private final MergedSamples samples;
    private final Varints key = new Varints();
    private final Varints stack = new Varints();
    private int depth;
    private final long[] sample;

    private ProfileMerger(HeaderMerger headers, MemoryBudget budget) throws ProfileFormatException {
        this.headers = headers;
        this.budget = budget;
        definitions = new MergedDefinitions(budget);
        samples = new MergedSamples(headers.types(), budget);
        sample = new long[headers.types()];
    }

    public static ProfileData merge(List<ProfileData> profiles) {
        return make(profiles, merger -> {
            for (int i = 0; i < profiles.size(); i++) {
                merger.add(profiles.get(i), i, 1, false);
            }
        });
    }

    public static ProfileData scaled(ProfileData profile, double factor) {
        return make(List.of(profile), merger -> merger.add(profile, 0, factor, false));
    }

    public static ProfileData difference(ProfileData profile, ProfileData base, boolean keepsBase) {
        return make(List.of(profile, base), merger -> {
            merger.add(profile, 0, 1, false);
            merger.add(base, 1, -1, keepsBase);
        });
    }

    public static ProfileData filtered(ProfileData profile, ProfileFilter filter) {
        return make(List.of(profile), merger -> {
            StackView view = StackView.of(profile.definitions(), merger.budget);
            if (!filter.isNone()) {
                view.filter(filter);
            }
            merger.add(profile, view, 0, 1, false);
        });
    }

    @FunctionalInterface
    private interface Adding {
        void to(ProfileMerger merger) throws ProfileFormatException;
    }

    private static ProfileData make(List<ProfileData> profiles, Adding adding) {
        HeaderMerger headers =
                new HeaderMerger(profiles.stream().map(ProfileData::header).toList());
        try {
            ProfileMerger merger = new ProfileMerger(headers, ReadLimits.besides(profiles));
            adding.to(merger);
            ProfileData merged = merger.samples.toProfile(merger.definitions.finish(headers.merged()));
            // What only samples that cancelled out have used is left behind by one more turn.
            return merger.samples.anyNothing() ? merge(List.of(merged)) : merged;
        } catch (ProfileFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void add(ProfileData profile, int number, double factor, boolean base) throws ProfileFormatException {
        add(profile, StackView.of(profile.definitions(), budget), number, factor, base);
    }

    private void add(ProfileData profile, StackView view, int number, double factor, boolean base)
            throws ProfileFormatException {
        MergedDefinitions.Source source = definitions.source(view.lines());
        int[] indexes = headers.indexes(number);
        double[] factors = headers.factors(number);
        int baseKey = base ? definitions.string(LabelList.BASE_KEY) : 0;
        int baseText = base ? definitions.string(LabelList.BASE_TEXT) : 0;
        LabelList labels = new LabelList();
        SampleCursor cursor = profile.samples().cursor();
        while (cursor.next()) {
            boolean nothing = true;
            for (int type = 0; type < sample.length; type++) {
                sample[type] = scaled(cursor.value(indexes[type]), factors[type] * factor);
                nothing &= sample[type] == 0;
            }
            if (!nothing && view.takes(cursor) && hasStack(cursor, view.lines(), source)) {
                source.map(cursor.labels(), labels);
                if (base) {
                    labels.add(baseKey, baseText, 0, 0);
                }
                labels.sort();
                labels.addTo(key.clear());
                key.add(depth, stack);
                samples.add(key, sample);
            }
        }
        source.release();
        budget.release(view.lines().memory());
    }

    /** Makes what is left of the stack; returns whether anything is. */
    private boolean hasStack(SampleCursor cursor, LocationLines lines, MergedDefinitions.Source source)
            throws ProfileFormatException {
        stack.clear();
        depth = 0;
        for (int i = 0; i < cursor.depth(); i++) {
            int location = cursor.location(i);
            if (!lines.isHidden(location)) {
                stack.add(source.location(location) + 1L);
                depth++;
            }
        }
        return depth > 0 || cursor.depth() == 0;
    }

    private static long scaled(long value, double factor) {
        if (factor == 1) {
            return value;
        }
        if (factor == -1 && value != Long.MIN_VALUE) {
            return -value;
        }
        double scaled = Math.copySign(Math.floor(Math.abs(value * factor) + 0.5), value * factor);
        if (!(Math.abs(scaled) < 0x1p63)) {
            throw new ArithmeticException(
                    "%d times %s is more than a number of 64 bits can be".formatted(value, factor));
        }
        return (long) scaled;
    }
}
