package dev.hmmbench.mm;

import java.util.concurrent.locks.LockSupport;

/**
 * How long a loop that takes the same fault again waits for another thread: for the holder of a
 * folio's lock, who may not be running. The kernel's loops have no end; one that turns in vain for
 * some seconds shows a fault of ours.
 */
final class Patience {

    private static final int TURNS_BEFORE_REST = 1_000;
    private static final int MAX_TURNS = 40_000;
    private static final long REST_NS = 50_000;

    private int turns;

    /**
     * Begins another turn for an address, with a rest after many.
     *
     * @throws AssertionError if nobody can be at work any more
     */
    void turn(long address) {
        if (++turns > MAX_TURNS) {
            throw new AssertionError("endless faults at 0x" + Long.toHexString(address));
        }
        if (turns > TURNS_BEFORE_REST) {
            LockSupport.parkNanos(REST_NS);
        }
    }

    /** Something moved: the next turn is the first again. */
    void renew() {
        turns = 0;
    }
}
