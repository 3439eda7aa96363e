package io.github.noleak.pprof.merge;

import io.github.noleak.pprof.ValueType;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.Units;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what several profiles have in common, and what one profile of all of them says of itself. */
final class HeaderMerger {

    private final List<Header> headers;
    private final List<ValueType> types = new ArrayList<>();
    private final ValueType periodType;

    /**
     * Compares what the profiles measure.
     *
     * @throws IllegalArgumentException if that is not the same
     */
    HeaderMerger(List<Header> headers) {
        this.headers = List.copyOf(headers);
        if (headers.isEmpty()) {
            throw new IllegalArgumentException("no profiles to merge");
        }
        for (ValueType type : headers.get(0).sampleTypes()) {
            if (headers.stream().allMatch(h -> h.typeNames().contains(type.type()))) {
                types.add(finest(headers.stream().map(h -> find(h, type.type())).toList()));
            }
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException("the profiles have no sample type in common: %s and %s"
                    .formatted(
                            headers.get(0).typeNames(),
                            headers.get(headers.size() - 1).typeNames()));
        }
        periodType = finest(headers.stream().map(Header::periodType).toList());
    }

    private static ValueType find(Header header, String type) {
        return header.sampleTypes().get(header.typeNames().indexOf(type));
    }

    private static ValueType finest(List<ValueType> types) {
        ValueType finest = types.get(0);
        for (ValueType type : types) {
            if (!type.type().equals(finest.type()) || !Units.comparable(type.unit(), finest.unit())) {
                throw new IllegalArgumentException("the profiles do not measure the same: %s/%s and %s/%s"
                        .formatted(finest.type(), finest.unit(), type.type(), type.unit()));
            }
            if (factor(type, finest) < 1) {
                finest = type;
            }
        }
        return finest;
    }

    private static double factor(ValueType from, ValueType to) {
        return from.unit().equals(to.unit())
                ? 1
                : Units.scale(1, from.unit(), to.unit()).value();
    }

    int types() {
        return types.size();
    }

    /** Returns for each type of the merged profile its index in one of the profiles. */
    int[] indexes(int profile) {
        List<String> names = headers.get(profile).typeNames();
        return types.stream().mapToInt(type -> names.indexOf(type.type())).toArray();
    }

    /** Returns for each type of the merged profile what values of one of the profiles are multiplied by. */
    double[] factors(int profile) {
        return types.stream()
                .mapToDouble(type -> factor(find(headers.get(profile), type.type()), type))
                .toArray();
    }

    Header merged() {
        Header first = headers.get(0);
        long time = 0;
        long duration = 0;
        long period = 0;
        String defaultType = "";
        String docUrl = "";
        Set<String> comments = new LinkedHashSet<>();
        for (Header header : headers) {
            time = time == 0 ? header.timeNanos() : Math.min(time, header.timeNanos());
            duration += header.durationNanos();
            period = Math.max(period, (long) (header.period() * factor(header.periodType(), periodType)));
            defaultType = defaultType.isEmpty() ? defaultType(header) : defaultType;
            docUrl = docUrl.isEmpty() ? header.docUrl() : docUrl;
            comments.addAll(header.comments());
        }
        return new Header(
                types,
                defaultType,
                periodType,
                period,
                time,
                duration,
                List.copyOf(comments),
                docUrl,
                first.dropFrames(),
                first.keepFrames());
    }

    /** The first type that is left stands in for one that is gone. */
    private String defaultType(Header header) {
        List<String> left = types.stream().map(ValueType::type).toList();
        boolean same = left.equals(header.typeNames());
        return same || left.contains(header.defaultSampleType()) ? header.defaultSampleType() : left.get(0);
    }
}
