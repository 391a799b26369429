package dev.hmmbench.mm;

import dev.hmmbench.memory.Memory;

/**
 * A lock that is one 8-byte word of off-heap memory: 0 free, 1 taken. Spins; not reentrant.
 *
 * <p>Models include/linux/spinlock.h, 6.19. Fidelity: simplified (no queue of waiters).
 */
final class SpinLock {

    private static final int SPINS_BEFORE_YIELD = 1000;

    private SpinLock() {}

    static void lock(long word) {
        if (!Memory.compareAndSetLong(word, 0, 1)) {
            lockContended(word);
        }
    }

    static void unlock(long word) {
        assert Memory.getLong(word) == 1 : "unlock of a free lock";
        Memory.putLongRelease(word, 0);
    }

    private static void lockContended(long word) {
        int spins = 0;
        while (Memory.getLongAcquire(word) != 0 || !Memory.compareAndSetLong(word, 0, 1)) {
            if (++spins % SPINS_BEFORE_YIELD == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
