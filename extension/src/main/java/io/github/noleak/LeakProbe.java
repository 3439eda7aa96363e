package io.github.noleak;

import org.apiguardian.api.API;

/**
 * Marks the rounds of a workload by hand; a {@link NoLeak} method of a service that takes it as a parameter is called
 * once.
 *
 * <pre>{@code
 * @NoLeak
 * void checkout(GoServiceProcess shop, LeakProbe probe) throws IOException {
 *     try (Socket connection = new Socket("127.0.0.1", shop.port(""))) {
 *         while (probe.nextRound()) {
 *             for (long i = 0; i < probe.iterations(); i++) {
 *                 connection.getOutputStream().write("buy\n".getBytes(UTF_8));
 *             }
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>It ends when no more rounds are wanted. A method that returns before fails.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LeakProbe {

    /** Ends the round before, if there was one, samples the service, and tells whether another round is wanted. */
    boolean nextRound();

    /** Returns how many calls this round is to have. Where the service shows how many it saw, it may have others. */
    long iterations();
}
