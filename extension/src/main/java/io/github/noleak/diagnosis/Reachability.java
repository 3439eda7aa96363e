package io.github.noleak.diagnosis;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.Subject;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What the runtime says of goroutines that wait.
 *
 * @param unreachable how many of them wait for what nothing can reach, so that nothing can ever wake them
 * @param all how many there were when it was asked; at least 1
 * @see <a href="https://go.dev/doc/go1.26#goroutineleak-profiles">The goroutineleak profile</a>
 */
@API(status = INTERNAL, since = "0.1")
public record Reachability(int unreachable, int all) {

    /** What the runtime follows; of other waits, such as those for a timer or for the network, it says nothing. */
    private static final List<String> FOLLOWED = List.of(
            "chan send",
            "chan receive",
            "select",
            "sync.Cond.Wait",
            "sync.WaitGroup.Wait",
            "sync.Mutex",
            "sync.RWMutex");

    /**
     * Returns what is said of some goroutines of a leak, if anything is.
     *
     * @param asked all goroutines of a process whose runtime was asked
     */
    public static Optional<Reachability> of(GoroutineCount leaking, List<GoroutineCount> asked) {
        List<GoroutineCount> same = asked.stream()
                .filter(g -> Subject.Goroutines.of(g).equals(Subject.Goroutines.of(leaking)))
                .filter(g -> g.state().equals(leaking.state()) && g.stack().equals(leaking.stack()))
                .toList();
        int all = same.stream().mapToInt(GoroutineCount::count).sum();
        return all == 0 || FOLLOWED.stream().noneMatch(leaking.state()::startsWith)
                ? Optional.empty()
                : Optional.of(new Reachability(
                        same.stream().mapToInt(GoroutineCount::unreachable).sum(), all));
    }
}
