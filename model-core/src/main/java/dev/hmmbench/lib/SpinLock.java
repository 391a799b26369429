package dev.hmmbench.lib;

import java.util.concurrent.atomic.AtomicBoolean;

/** A lock for short critical sections. Stands for the kernel's spinlock_t; it is not reentrant. */
final class SpinLock {

    /** Failed attempts after which the processor is offered to another thread. */
    private static final int SPINS_BEFORE_YIELD = 1 << 10;

    private final AtomicBoolean isHeld = new AtomicBoolean();

    /** Waits until the lock is free and takes it. */
    void lock() {
        int nrSpins = 0;
        while (isHeld.getOpaque() || !isHeld.compareAndSet(false, true)) {
            if (++nrSpins % SPINS_BEFORE_YIELD == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Gives the lock back. */
    void unlock() {
        isHeld.setRelease(false);
    }
}
