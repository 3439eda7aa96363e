package io.github.noleak.go.process;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * How other processes have slowed one down: the depth of a run must not depend on what else a machine does.
 *
 * @param elapsed the time that passed
 * @param running the time that its threads ran, added up
 * @param waiting the time that they were ready to run and had no processor, added up
 */
@API(status = INTERNAL, since = "0.1")
public record Hindrance(double elapsed, double running, double waiting) {

    /** Returns the part of the elapsed time that would have passed on a machine of its own. */
    public double unhindered() {
        if (elapsed <= 0 || waiting <= 0) {
            return 1;
        }
        // Where several threads are at work, each has waited for its part only.
        double atOnce = Math.max(1, (running + waiting) / elapsed);
        return Math.max(0, 1 - waiting / atOnce / elapsed);
    }
}
