package dev.hmmbench.mm;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who mirrors one address space, and the sequence number that tells them of changes. Odd while a
 * range that somebody mirrors is being invalidated.
 *
 * <p>Models mm/mmu_notifier.c, 6.19. Fidelity: simplified (a list instead of an interval tree;
 * joining waits for brackets in progress instead of being deferred).
 */
public final class MmuNotifiers {

    private static final long FIRST_SEQUENCE = 2;

    private final Counters counters;
    private final List<IntervalNotifier> notifiers = new CopyOnWriteArrayList<>();
    private int nrActive;
    private long sequence = FIRST_SEQUENCE;

    MmuNotifiers(Counters counters) {
        this.counters = counters;
    }

    /** Adds a mirror. */
    public synchronized void insert(IntervalNotifier notifier) {
        awaitIdle();
        notifier.setSequence(sequence - 1);
        notifiers.add(notifier);
    }

    /** Removes a mirror; its callback does not run afterwards. */
    public synchronized void remove(IntervalNotifier notifier) {
        awaitIdle();
        notifiers.remove(notifier);
    }

    /**
     * Begins to read entries that a mirror is to copy; waits while they are being invalidated.
     *
     * @return what {@link #readRetry} compares
     */
    public synchronized long readBegin(IntervalNotifier notifier) {
        long seen = notifier.sequence();
        while (seen == sequence) {
            await();
        }
        return seen;
    }

    /** Tells whether what was read since {@link #readBegin} may be stale. */
    public boolean readRetry(IntervalNotifier notifier, long seen) {
        return notifier.sequence() != seen;
    }

    /** Opens a bracket: mirrors of {@code [start, end)} forget it, and wait until {@link #end}. */
    void start(NotifierEvent event, long owner, long start, long end) {
        counters.increment(Counter.NOTIFIER_BRACKETS);
        long current = enter(start, end);
        for (IntervalNotifier notifier : notifiers) {
            if (notifier.overlaps(start, end)) {
                notifier.invalidate(event, owner, start, end, current);
            }
        }
    }

    /** Closes a bracket. */
    synchronized void end() {
        nrActive--;
        assert nrActive >= 0 : "bracket closed twice";
        if (nrActive == 0) {
            if ((sequence & 1) != 0) {
                sequence++;
            }
            notifyAll();
        }
    }

    private synchronized long enter(long start, long end) {
        nrActive++;
        for (IntervalNotifier notifier : notifiers) {
            if (notifier.overlaps(start, end)) {
                sequence |= 1;
            }
        }
        return sequence;
    }

    private void awaitIdle() {
        while (nrActive > 0) {
            await();
        }
    }

    private void await() {
        boolean isInterrupted = false;
        try {
            wait();
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while entries were being invalidated");
        }
    }
}
