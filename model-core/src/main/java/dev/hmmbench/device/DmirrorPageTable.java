package dev.hmmbench.device;

import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.EntryKind;
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

    /** Words of a page. */
    static final int INTS_PER_PAGE = 1 << 10;

    private static final int PAGE_SHIFT = 12;
    private static final long TAG_MASK = StructPage.SIZE_BYTES - 1;

    private final NavigableMap<Long, Long> entriesByIndex = new TreeMap<>();

    /** What the device may do with a page. */
    enum Tag {
        /** Read it. */
        READ,
        /** Write it while no CPU can. */
        ATOMIC,
        /** Write it. */
        WRITE,
        /**
         * Read it, as a page that another process's mirror moved to the device. That mirror alone
         * is told when the page leaves by a fault: this entry stays behind, in the kernel's test
         * device as here.
         */
        BORROWED
    }

    /** Returns the page of an entry. */
    static long pageOf(long entry) {
        return entry & ~TAG_MASK;
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
                .anyMatch(entry -> tagOf(entry) == tag);
    }

    void clear() {
        entriesByIndex.clear();
    }

    /**
     * Copies mirrored pages out.
     *
     * @param index of the page that the words begin with
     * @param first pages that are there already
     * @param target words of all pages
     * @return the first page that is not mirrored
     */
    int copyOut(CoreMm core, long index, int first, int nrPages, int[] target) {
        for (int i = first; i < nrPages; i++) {
            long entry = get(index + i);
            if (entry == NO_ENTRY) {
                return i;
            }
            Memory.getInts(core.bytesOf(pageOf(entry)), target, i * INTS_PER_PAGE, INTS_PER_PAGE);
        }
        return nrPages;
    }

    /** Copies to mirrored pages that may be written; returns the first that may not. */
    int copyIn(CoreMm core, long index, int first, int nrPages, int[] source) {
        for (int i = first; i < nrPages; i++) {
            long entry = get(index + i);
            if (entry == NO_ENTRY || tagOf(entry) != Tag.WRITE) {
                return i;
            }
            Memory.putInts(core.bytesOf(pageOf(entry)), source, i * INTS_PER_PAGE, INTS_PER_PAGE);
        }
        return nrPages;
    }

    int nrEntries() {
        return entriesByIndex.size();
    }

    /**
     * Checks, while nothing migrates, that each entry stands for what the process maps at its
     * address, and allows no more than that.
     *
     * @throws AssertionError naming the address of one that does not
     */
    void validate(CoreMm core, AddressSpace mm) {
        entriesByIndex.forEach((index, entry) -> {
            long address = index << PAGE_SHIFT;
            long page = mm.pageAt(address);
            EntryKind kind = mm.kindAt(address);
            boolean isSame = page != StructPage.NO_PAGE
                    && DmirrorDevice.ramOf(core, page) == pageOf(entry);
            boolean isAllowed = switch (tagOf(entry)) {
                case READ, BORROWED -> true;
                case ATOMIC -> kind == EntryKind.EXCLUSIVE;
                case WRITE -> kind == EntryKind.PRESENT_WRITE || kind == EntryKind.DEVICE_WRITE;
            };
            if (tagOf(entry) != Tag.BORROWED && !isSame || !isAllowed) {
                throw new AssertionError("a mirror's entry, " + tagOf(entry) + ", at 0x"
                        + Long.toHexString(address) + " outlived the process's, now " + kind);
            }
        });
    }

    private static Tag tagOf(long entry) {
        return Tag.values()[(int) (entry & TAG_MASK)];
    }
}
