package io.github.noleak.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.ProfileBuilder;
import io.github.noleak.pprof.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetainingPathsTests {

    private final ProfileBuilder before = builder();
    private final ProfileBuilder after = builder();

    private static ProfileBuilder builder() {
        return ProfileBuilder.of(new ValueType("inuse_objects", "count"), new ValueType("inuse_space", "bytes"));
    }

    @Test
    void wayLeadsFromTheRootToWhatGrew() {
        keeps(before, 1000, "main.store", "orders", "$mapval");
        keeps(after, 9000, "main.store", "orders", "$mapval");
        keeps(after, 500, "main.other");

        assertThat(path(8000)).containsExactly("main.store", "orders", "$mapval");
    }

    @Test
    void whatWasThereBeforeIsNoHolder() {
        keeps(before, 1_000_000, "main.catalog");
        keeps(after, 1_000_000, "main.catalog");
        keeps(after, 8000, "main.store");

        assertThat(path(8000)).containsExactly("main.store");
    }

    @Test
    void wayEndsWhereItDivides() {
        keeps(after, 4000, "main.store", "orders", "lines");
        keeps(after, 4000, "main.store", "orders", "names");
        keeps(after, 4000, "main.store", "orders", "notes");

        assertThat(path(12000)).containsExactly("main.store", "orders");
    }

    @Test
    void linksOfAListAreNamedOnce() {
        for (int i = 1; i <= 50; i++) {
            String[] names = new String[i + 1];
            Arrays.fill(names, "next");
            names[0] = "main.head";
            keeps(after, 100, names);
        }

        assertThat(path(5000)).containsExactly("main.head", "next");
    }

    @Test
    void littleBesideTheLeakIsNoWay() {
        keeps(after, 3000, "main.store");

        assertThat(path(8000)).isEmpty();
    }

    @Test
    void wayThatMayLeadToAnotherLeakIsNone() {
        keeps(after, 33_000, "main.one");
        keeps(after, 33_000, "main.two");
        keeps(after, 33_000, "main.three");
        keeps(after, 60_000, "main.list");

        assertThat(path(99_000, 60_000)).isEmpty();
    }

    @Test
    void wayWithMoreThanAllOthersIsThatOfTheLeak() {
        keeps(after, 99_000, "main.store");
        keeps(after, 20_000, "main.list");

        assertThat(path(99_000, 20_000)).containsExactly("main.store");
    }

    private List<String> path(double expected, double others) {
        return RetainingPaths.path(before.build(), after.build(), expected, others);
    }

    private List<String> path(double expected) {
        return path(expected, 0);
    }

    private static void keeps(ProfileBuilder profile, long bytes, String... fromTheRoot) {
        List<Frame> frames = new ArrayList<>();
        for (String name : fromTheRoot) {
            frames.add(new Frame(name, "", 0));
        }
        Collections.reverse(frames);
        profile.add(new CallStack(frames), 1, bytes);
    }
}
