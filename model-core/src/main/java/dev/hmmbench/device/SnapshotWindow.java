package dev.hmmbench.device;

import dev.hmmbench.mm.IntervalNotifier;
import dev.hmmbench.mm.NotifierEvent;

/**
 * Watches a range only while a snapshot of it is being taken.
 *
 * <p>Models lib/test_hmm.c, dmirror_snapshot_invalidate(), 6.19. Fidelity: modelled.
 */
final class SnapshotWindow extends IntervalNotifier {

    private final Object mutex;

    /**
     * Creates the watch.
     *
     * @param mutex the mirror's
     */
    SnapshotWindow(Object mutex, long start, long end) {
        super(start, end);
        this.mutex = mutex;
    }

    @Override
    protected void invalidate(NotifierEvent event, long eventOwner, long rangeStart,
            long rangeEnd, long newSequence) {
        synchronized (mutex) {
            setSequence(newSequence);
        }
    }
}
