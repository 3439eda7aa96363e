package io.github.noleak;

import io.github.noleak.junit.NoLeakExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names a Go service that already runs and serves its profiles; each {@link NoLeak} method of the class is a workload
 * that has to leave nothing behind in it.
 *
 * <pre>{@code
 * @PprofEndpoint(value = "http://127.0.0.1:6060/debug/pprof/", headers = "Authorization: Bearer ${SHOP_TOKEN}")
 * class RunningShopTest {
 *
 *     @NoLeak
 *     void checkout() throws IOException {
 *         new URL("http://127.0.0.1:8080/checkout").openStream().close();
 *     }
 * }
 * }</pre>
 *
 * <p>Its heap profile is sampled at the rate that it runs with, so that small leaks have no line; the totals of its
 * memory and its goroutines are exact. The report says what was too small to be seen. A {@link GoModule} on the class
 * tells the code under test from libraries.
 *
 * @see GoService
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(NoLeakExtension.class)
public @interface PprofEndpoint {

    /**
     * The addresses below which the profiles are, one for each replica of the service.
     *
     * <p><code>${NAME}</code> stands for a system property or a variable of the environment.
     */
    String[] value();

    /** Headers of each request, each {@code Name: value}, with the same placeholders. */
    String[] headers() default {};

    /** A file of certificates in PEM form that are trusted in place of the JVM's; with the same placeholders. */
    String trust() default "";
}
