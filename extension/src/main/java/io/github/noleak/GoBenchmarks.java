package io.github.noleak;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Makes a JUnit test of every benchmark of a Go module, without a line of Java for each.
 *
 * <pre>{@code
 * @GoModule("../inventory")
 * @GoBenchmarks(packages = "./...", exclude = "BenchmarkSlow.*")
 * class InventoryBenchmarksTest {}
 * }</pre>
 *
 * <p>The benchmarks are found while the tests run. Each sub-benchmark is a test of its own, and a benchmark that has
 * some is none itself. A test's name is the scenario's id, such as {@code internal/cache.BenchmarkGet/size=10}. A
 * {@link NoLeak} on the class sets the limits. What a method of the class gates with a {@link NoLeak} of its own is left
 * to that method.
 *
 * <p>The patterns {@code include}, {@code exclude} and {@code tests} are regular expressions that match the whole name
 * of a Go function. A pattern that matches nothing fails a test.
 *
 * @see GoModule
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface GoBenchmarks {

    /** The packages, as the go command takes them from the module's directory: {@code ./cache}, {@code ./internal/...}. */
    String[] packages() default "./...";

    /** The benchmarks that are taken in; none if it is empty. */
    String include() default ".*";

    /** The benchmarks and tests that are left out; none if it is empty. */
    String exclude() default "";

    /** The Test functions that are taken in; none if it is empty. */
    String tests() default "";
}
