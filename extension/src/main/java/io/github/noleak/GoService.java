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
 * Builds a Go program, starts it as a child process, and makes each {@link NoLeak} method of the class a workload that
 * has to leave nothing behind in it.
 *
 * <pre>{@code
 * @GoModule("../shop")
 * @GoService(main = "./cmd/shop", args = {"-addr", "127.0.0.1:${port}"}, ready = "/healthz")
 * class CheckoutLeakTest {
 *
 *     @NoLeak(iterations = 200)
 *     void checkout(GoServiceProcess shop) throws IOException {
 *         shop.uri("/checkout").toURL().openStream().close();
 *     }
 * }
 * }</pre>
 *
 * <p>A method is called in rounds: {@link NoLeak#iterations()} calls each at first, 100 unless set, then more. Between
 * the rounds the service is sampled. What grows in proportion to the calls is a leak. Methods before and after each test
 * run once; whatever a call throws fails the test as itself.
 *
 * <p>The program is built with a build overlay, so that the module is never written to. The overlay serves profiles on a
 * port of the loopback, with every object recorded, and ends the program with its children when this JVM is no more.
 *
 * @see GoServiceProcess
 * @see PprofEndpoint
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(NoLeakExtension.class)
public @interface GoService {

    /**
     * The directory of the main package, from that of {@code go.mod}; or its import path, which may be that of a server
     * that {@code go.mod} requires.
     */
    String main() default ".";

    /**
     * The program's arguments. <code>${port}</code> stands for a free port of the loopback, and <code>${port:name}</code>
     * for further ones.
     */
    String[] args() default {};

    /** Variables of the program's environment, each {@code NAME=value}, with the same placeholders. */
    String[] env() default {};

    /** Further flags for {@code go build}. */
    String[] flags() default {};

    /**
     * When the service is ready: once a path such as {@code /healthz} or an {@code http://} address answers with success,
     * once {@code tcp} or <code>tcp:&lt;name&gt;</code> is a port that accepts connections, or once a line of output has
     * the words after {@code line:}. Unless set, the first of its ports has to accept connections, if it has any.
     */
    String ready() default "";

    /** How long it may take to become ready, such as {@code 500ms}, {@code 10s} or {@code 1m}. */
    String startTimeout() default "30s";

    /**
     * The address of the profiles that the program serves itself, such as
     * <code>http://127.0.0.1:${port:debug}/debug/pprof/</code>. It is then left alone, and known by samples alone.
     */
    String pprof() default "";

    /** Whether each test has a process of its own; otherwise all tests of the class share one. */
    boolean perTest() default false;
}
