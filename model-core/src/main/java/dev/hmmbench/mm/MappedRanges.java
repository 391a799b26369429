package dev.hmmbench.mm;

import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;

/**
 * The ranges that may map a set of folios, by index: what a reverse-mapping walk goes through.
 *
 * <p>Models mm/interval_tree.c, 6.19. Fidelity: simplified (an array instead of an interval tree).
 */
class MappedRanges {

    private static final int INITIAL_RANGES = 2;

    private final StampedLock lock = new StampedLock();
    private Vma[] vmas = new Vma[INITIAL_RANGES];
    private int nrVmas;

    /** Takes the lock against changes of the ranges; the stamp is for {@link #unlockRead}. */
    final long lockRead() {
        return lock.readLock();
    }

    final void unlockRead(long stamp) {
        lock.unlockRead(stamp);
    }

    /**
     * Returns the next position of a range that holds one of {@code nrPages} indexes, or -1; under
     * the lock.
     */
    final int next(int position, long index, int nrPages) {
        for (int i = position; i < nrVmas; i++) {
            Vma vma = vmas[i];
            if (vma.addressOf(index) < vma.end()
                    && vma.addressOf(index + nrPages) > vma.start()) {
                return i;
            }
        }
        return -1;
    }

    /** Returns a range; under the lock. */
    final Vma vma(int position) {
        return vmas[position];
    }

    final void link(Vma vma) {
        long stamp = lock.writeLock();
        if (nrVmas == vmas.length) {
            vmas = Arrays.copyOf(vmas, nrVmas * 2);
        }
        vmas[nrVmas++] = vma;
        lock.unlockWrite(stamp);
    }

    /** Removes a range; tells whether none is left. */
    final boolean unlink(Vma vma) {
        long stamp = lock.writeLock();
        try {
            for (int i = 0; i < nrVmas; i++) {
                if (vmas[i] == vma) {
                    vmas[i] = vmas[--nrVmas];
                    return nrVmas == 0;
                }
            }
            throw new AssertionError(vma + " is not linked to " + this);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Takes the lock for changing ranges; the stamp is for {@link #unlockWrite}. */
    final long lockWrite() {
        return lock.writeLock();
    }

    final void unlockWrite(long stamp) {
        lock.unlockWrite(stamp);
    }
}
