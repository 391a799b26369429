package dev.hmmbench.mm;

/**
 * A mirror of a part of an address space that wants to hear when entries there change.
 *
 * <p>Models include/linux/mmu_notifier.h, struct mmu_interval_notifier, 6.19. Fidelity: simplified
 * (callbacks may always block).
 */
public abstract class IntervalNotifier {

    private final long start;
    private final long end;
    private volatile long sequence;

    /**
     * Describes the part.
     *
     * @param start first address
     * @param end address behind the last one
     */
    protected IntervalNotifier(long start, long end) {
        this.start = start;
        this.end = end;
    }

    /**
     * Forgets what is mirrored of {@code [rangeStart, rangeEnd)}. Must call {@link #setSequence}
     * under the lock that also covers the mirror's entries, unless the event is ignored.
     *
     * @param owner the device of a {@link NotifierEvent#MIGRATE} or {@link NotifierEvent#EXCLUSIVE}
     */
    protected abstract void invalidate(
            NotifierEvent event, long owner, long rangeStart, long rangeEnd, long newSequence);

    /** Records the sequence number that {@link #invalidate} was given. */
    protected final void setSequence(long newSequence) {
        sequence = newSequence;
    }

    final long sequence() {
        return sequence;
    }

    final boolean overlaps(long rangeStart, long rangeEnd) {
        return start < rangeEnd && rangeStart < end;
    }
}
