package dev.hmmbench.mm;

import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;

/**
 * The ranges that may map a set of anonymous folios: struct anon_vma. A folio's mapping word names
 * it by its number.
 *
 * <p>Models mm/rmap.c, 6.19. Fidelity: simplified (an array instead of an interval tree, and no
 * reuse of a parent's anon_vma at fork).
 */
final class AnonVma {

    private static final int INITIAL_RANGES = 2;
    private static final int NUMBER_SHIFT = 2;

    private final int number;
    private final StampedLock lock = new StampedLock();
    private Vma[] vmas = new Vma[INITIAL_RANGES];
    private int nrVmas;

    AnonVma(int number) {
        this.number = number;
    }

    /** Returns the number that a mapping word holds. */
    static int numberOf(long mapping) {
        return (int) (mapping >>> NUMBER_SHIFT);
    }

    int number() {
        return number;
    }

    /** Returns the mapping word of a folio of this anon_vma. */
    long mapping() {
        return (long) number << NUMBER_SHIFT | Folio.MAPPING_ANON;
    }

    /** Takes the lock against changes of the ranges; the stamp is for {@link #unlockRead}. */
    long lockRead() {
        return lock.readLock();
    }

    void unlockRead(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Returns the next position of a range that holds {@code index}, or -1; under the lock. */
    int next(int position, long index) {
        for (int i = position; i < nrVmas; i++) {
            Vma vma = vmas[i];
            if (vma.contains(vma.addressOf(index))) {
                return i;
            }
        }
        return -1;
    }

    /** Returns a range; under the lock. */
    Vma vma(int position) {
        return vmas[position];
    }

    void link(Vma vma) {
        long stamp = lock.writeLock();
        if (nrVmas == vmas.length) {
            vmas = Arrays.copyOf(vmas, nrVmas * 2);
        }
        vmas[nrVmas++] = vma;
        lock.unlockWrite(stamp);
    }

    /** Removes a range; tells whether none is left. */
    boolean unlink(Vma vma) {
        long stamp = lock.writeLock();
        try {
            for (int i = 0; i < nrVmas; i++) {
                if (vmas[i] == vma) {
                    vmas[i] = vmas[--nrVmas];
                    return nrVmas == 0;
                }
            }
            throw new AssertionError(vma + " is not linked to anon_vma " + number);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Takes the lock for changing ranges; the stamp is for {@link #unlockWrite}. */
    long lockWrite() {
        return lock.writeLock();
    }

    void unlockWrite(long stamp) {
        lock.unlockWrite(stamp);
    }
}
