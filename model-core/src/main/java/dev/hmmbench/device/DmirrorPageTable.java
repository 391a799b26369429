package dev.hmmbench.device;

import dev.hmmbench.memory.StructPage;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The page table of a mirror: which page of RAM stands behind a page of the mirrored address space,
 * and what the device may do with it. Holds no references: the notifier removes entries. Guarded by
 * the mirror's mutex.
 *
 * <p>Models lib/test_hmm.c, the xarray pt of struct dmirror, 6.19. Fidelity: simplified (an ordered
 * map of the JDK).
 */
final class DmirrorPageTable {

    /** No entry. */
    static final long NO_ENTRY = 0;

    private static final long TAG_MASK = StructPage.SIZE_BYTES - 1;

    private final NavigableMap<Long, Long> entriesByIndex = new TreeMap<>();

    /** What the device may do with a page. */
    enum Tag {
        /** Read it. */
        READ,
        /** Write it while no CPU can. */
        ATOMIC,
        /** Write it. */
        WRITE
    }

    /** Returns the page of an entry. */
    static long pageOf(long entry) {
        return entry & ~TAG_MASK;
    }

    /** Tells whether an entry has a tag. */
    static boolean has(long entry, Tag tag) {
        return (entry & TAG_MASK) == tag.ordinal();
    }

    /** Returns the entry of a page index, or {@link #NO_ENTRY}. */
    long get(long index) {
        Long entry = entriesByIndex.get(index);
        return entry == null ? NO_ENTRY : entry;
    }

    void put(long index, long page, Tag tag) {
        assert (page & TAG_MASK) == 0 : "struct page is not aligned";
        entriesByIndex.put(index, page | tag.ordinal());
    }

    /**
     * Removes the entries of {@code [first, last]}. The kernel's caller passes the page behind an
     * invalidated range as the last one, so that one entry too many goes; it is faulted in again.
     */
    void removeThrough(long first, long last) {
        entriesByIndex.subMap(first, true, last, true).clear();
    }

    /** Tells whether an entry of {@code [first, end)} has a tag. */
    boolean hasAny(long first, long end, Tag tag) {
        return entriesByIndex.subMap(first, true, end, false).values().stream()
                .anyMatch(entry -> has(entry, tag));
    }

    int nrEntries() {
        return entriesByIndex.size();
    }
}
