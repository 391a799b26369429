package dev.hmmbench.model;

/**
 * The number and flags of a page snapshot.
 *
 * <p>Models mm/util.c, snapshot_page(), 6.19 and the series. Fidelity: simplified (the copy of the
 * page's own words is the same in both designs and is left out).
 */
public interface Snapshots {

    /** The snapshot was taken without a race. */
    int FAITHFUL = 1;
    /** The page lies in the buddy allocator. */
    int BUDDY = 2;
    /** The page is idle. */
    int IDLE = 4;

    /** Returns the number that a snapshot of the page stores. */
    long numberOf(long page);

    /** Returns the snapshot's flags: {@link #FAITHFUL}, and the design's mark. */
    int flagsOf(long page);
}
