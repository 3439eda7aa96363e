package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apiguardian.api.API;

/** The places for processes, and who is in them at the same time. */
@API(status = INTERNAL, since = "0.1")
public final class ProcessSlots {

    private final int count;
    private final Semaphore free;
    private final Map<Guest, Integer> inside = new HashMap<>();

    public ProcessSlots(int count) {
        this.count = count;
        this.free = new Semaphore(count, true); // one that takes several comes in its turn
    }

    public int count() {
        return count;
    }

    /** Returns somebody who may take places, now and again. */
    public Guest guest() {
        return new Guest(this);
    }

    private void enter(Guest guest, int wanted) throws InterruptedException {
        free.acquire(Math.min(wanted, count));
        synchronized (this) {
            inside.merge(guest, 1, Integer::sum);
            if (inside.size() > 1 || inside.getOrDefault(guest, 0) > 1) {
                inside.keySet().forEach(g -> g.crowded = true);
            }
        }
    }

    private void leave(Guest guest, int wanted) {
        synchronized (this) {
            inside.computeIfPresent(guest, (g, times) -> times == 1 ? null : times - 1);
        }
        free.release(Math.min(wanted, count));
    }

    /** A scenario, or whoever else runs processes. */
    public static final class Guest {

        private final ProcessSlots places;
        private volatile boolean crowded;

        private Guest(ProcessSlots places) {
            this.places = places;
        }

        /** Waits for as many places; for all of them, where there are fewer. */
        public void enter(int wanted) throws InterruptedException {
            places.enter(this, wanted);
        }

        /** Gives back as many places as were taken at once. */
        public void leave(int wanted) {
            places.leave(this, wanted);
        }

        /** Returns whether another process, of this guest or of others, has run beside one of its own. */
        public boolean wasBesideOthers() {
            return crowded;
        }

        /** Returns of how many places some are to be had. */
        public int among() {
            return places.count();
        }
    }
}
