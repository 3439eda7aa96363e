package io.github.noleak;

import io.github.noleak.junit.NoLeakExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test when a Go benchmark or test keeps what it should have let go.
 *
 * <pre>{@code
 * @GoModule("../inventory")
 * class InventoryLeakTest {
 *
 *     @NoLeak(benchmark = "cache.BenchmarkPut")
 *     void cachePut() {}
 *
 *     @NoLeak(benchmark = "parse.BenchmarkJSON/large", retainedObjects = 0, totalAlloc = "256KB")
 *     void largeDocument(LeakReport report) {
 *         System.out.println(report.retainedObjects().perOperation());
 *     }
 *
 *     @NoLeak(test = "worker.TestStartStop")
 *     void startStop() {}
 * }
 * }</pre>
 *
 * <p>The annotation is a test by itself. It can be a meta-annotation, and sets defaults for a class when it stands on
 * one. The method's body runs after the gate, and only if the gate passed.
 *
 * <p>A limit bounds the growth that was confirmed to be in proportion to the work, from the smallest to the largest
 * run; what is not set here comes from {@code noleak.yml}, the class or {@code noleak.limit.<metric>}, or is the
 * default. Sizes are numbers with a unit: {@code B}, {@code KB}, {@code MB} or {@code GB} (each 1,024 of the one before,
 * as pprof prints them), or {@code KiB}, {@code MiB}, {@code GiB}, which mean the same.
 *
 * @see GoModule
 * @see LeakReport
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(NoLeakExtension.class)
public @interface NoLeak {

    /** The value of a number that is not set here. */
    long UNSET = Long.MIN_VALUE;

    /**
     * The benchmark: {@code <package directory>.<Function>[/sub]}, as Go prints the name but without the {@code -8} of
     * GOMAXPROCS. The package may be left out where the function's name is unique in the module.
     */
    String benchmark() default "";

    /** The Test function to repeat, named like a benchmark. */
    String test() default "";

    /** The number N of operations of the smallest run; the others have 2N and 4N. Unset, N climbs by itself. */
    long iterations() default UNSET;

    /**
     * Whether to judge what grows over the operations of one call of the benchmark, which is let go of when it ends: what it
     * keeps in local variables.
     */
    boolean within() default false;

    /**
     * How many calls of a service's workload are made at once, each by a thread of its own, from 1 to 1000; 1 unless set. The
     * method is then called by several threads on one instance. It stands beside neither {@code benchmark} nor {@code test},
     * and a method with a {@link LeakProbe} starts threads itself.
     */
    long callers() default UNSET;

    /**
     * How many calls of a service's workload are made before the first round that is judged, from 1; two rounds unless set. It
     * stands beside neither {@code benchmark} nor {@code test}.
     */
    long warmUp() default UNSET;

    /**
     * How long a service's workload is called, such as {@code "10m"}, in {@code ms}, {@code s}, {@code m} or {@code h}: the
     * verdict rests on all that is seen in that time. As long as it takes to be sure unless set, within
     * {@code noleak.service.budget}. It stands beside neither {@code benchmark} nor {@code test}.
     */
    String soak() default "";

    /** How many more objects may be kept in the largest run than in the smallest; 5 unless set. */
    long retainedObjects() default UNSET;

    /** How many more bytes may be kept in the largest run than in the smallest; {@code 1MB} unless set. */
    String retainedBytes() default "";

    /** How many more goroutines may be alive after the largest run than after the smallest; 0 unless set. */
    long goroutines() default UNSET;

    /** How many more files and sockets may be open after the largest run than after the smallest; 0 unless set. */
    long openFiles() default UNSET;

    /** How many more threads there may be after the largest run than after the smallest; 0 unless set. */
    long threads() default UNSET;

    /**
     * How many more child processes there may be after the largest run than after the smallest, those included that have ended
     * and were not waited for; 0 unless set.
     */
    long childProcesses() default UNSET;

    /**
     * How many more bytes may be mapped beyond what Go's runtime accounts for, such as those of C, after the largest run than
     * after the smallest; {@code 1MB} unless set.
     */
    String offHeap() default "";

    /** By how many objects an operation's allocations may rise from run to run of the same size; 5 unless set. */
    long allocObjects() default UNSET;

    /** By how many bytes a run's allocations may rise from run to run of the same size; {@code 1MB} unless set. */
    String totalAlloc() default "";

    /** The reason why the scenario is exempt; unless empty, it is not run and the test counts as skipped. */
    String skip() default "";
}
