package io.github.noleak;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Names the Go module whose benchmarks and tests the methods of a class gate.
 *
 * <pre>{@code
 * @GoModule("../inventory")
 * class InventoryLeakTest {
 *
 *     @NoLeak(benchmark = "cache.BenchmarkPut")
 *     void cachePut() {}
 * }
 * }</pre>
 *
 * <p>The module is never written to. Its test binaries are built once for all the classes of a JVM that name the same
 * module, tags, environment and flags.
 *
 * @see NoLeak
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface GoModule {

    /** The directory of {@code go.mod}: relative to the Maven module's directory, or absolute. */
    String value();

    /** Build tags, as for {@code go test -tags}. */
    String[] tags() default {};

    /** Variables of the environment for the build and for the runs, each {@code NAME=value}. */
    String[] env() default {};

    /** Further flags for {@code go test -c}, such as {@code -race}. */
    String[] flags() default {};
}
