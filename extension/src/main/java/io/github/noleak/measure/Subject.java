package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Something whose amount is followed from run to run. */
@API(status = INTERNAL, since = "0.1")
public sealed interface Subject {

    /** Returns what it is a part of. */
    Resource resource();

    /** Returns what kind of leak this would be. */
    default Leak.Kind kind() {
        return resource().kind();
    }

    /** What is allocated for one line of the module under test, on whatever way it is reached. */
    record HeapSite(Frame site) implements Subject {
        @Override
        public Resource resource() {
            return Resource.HEAP;
        }
    }

    /** What is allocated by all lines of one function: a buffer that is grown by turns on several shows only here. */
    record HeapFunction(String function) implements Subject {
        @Override
        public Resource resource() {
            return Resource.HEAP;
        }
    }

    /** What is allocated by one stack: a leak on a rare way through a busy line shows only here. */
    record HeapStack(CallStack stack) implements Subject {
        @Override
        public Resource resource() {
            return Resource.HEAP;
        }
    }

    /** The blocks that tiny objects share, from whatever line: which of them a block counts for is chance. */
    record TinyObjects() implements Subject {
        @Override
        public Resource resource() {
            return Resource.HEAP;
        }
    }

    /** All of the heap, counted exactly beside a sampled profile: a leak too small for the samples shows only here. */
    record WholeHeap() implements Subject {
        @Override
        public Resource resource() {
            return Resource.HEAP;
        }
    }

    /** Goroutines by the call that started them and the function that they run. */
    record Goroutines(@Nullable Frame creator, String entry) implements Subject {

        /** Returns the subject that a group of goroutines counts for. */
        public static Goroutines of(GoroutineCount group) {
            List<Frame> frames = group.stack().frames();
            return new Goroutines(
                    group.creator(),
                    frames.isEmpty() ? "" : frames.get(frames.size() - 1).function());
        }

        /** Returns whether a group of goroutines counts for this subject. */
        public boolean matches(GoroutineCount group) {
            return equals(of(group));
        }

        @Override
        public Resource resource() {
            return Resource.GOROUTINES;
        }
    }

    /** All goroutines together: a leak spread over many places shows only here. */
    record AllGoroutines() implements Subject {
        @Override
        public Resource resource() {
            return Resource.GOROUTINES;
        }
    }

    /** All of a resource of which the system tells no more than how much there is. */
    record Total(Resource resource) implements Subject {}
}
