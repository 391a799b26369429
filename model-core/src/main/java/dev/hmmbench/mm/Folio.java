package dev.hmmbench.mm;

import static dev.hmmbench.memory.PageFlags.ACTIVE;
import static dev.hmmbench.memory.PageFlags.ANON_EXCLUSIVE;
import static dev.hmmbench.memory.PageFlags.DIRTY;
import static dev.hmmbench.memory.PageFlags.LOCKED;
import static dev.hmmbench.memory.PageFlags.LRU;
import static dev.hmmbench.memory.PageFlags.REFERENCED;
import static dev.hmmbench.memory.PageFlags.SWAPBACKED;
import static dev.hmmbench.memory.PageFlags.UPTODATE;
import static dev.hmmbench.memory.PageFlags.WORKINGSET;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;

/**
 * State of a folio that needs nothing but its struct page: flags, lock, map count. A folio is
 * passed as the address of its first struct page.
 *
 * <p>Models include/linux/page-flags.h and mm/filemap.c, folio_lock(), 6.19. Fidelity: simplified
 * (waiters spin; the LRU is a flag, without its lists).
 */
public final class Folio {

    /** Flags that a page may not have while it is free. */
    static final long CLEARED_AT_FREE = LOCKED | REFERENCED | UPTODATE | DIRTY | LRU | ACTIVE
            | WORKINGSET | ANON_EXCLUSIVE | SWAPBACKED;
    /** Flags that a migration carries to the new folio. */
    static final long CARRIED = REFERENCED | UPTODATE | DIRTY | ACTIVE | WORKINGSET | SWAPBACKED;

    /** Bit of the mapping word that marks anonymous memory. */
    static final long MAPPING_ANON = 1L;

    /** A pinned folio of one page holds this many references for each pin. */
    public static final int PIN_REFERENCES = 1024;

    private static final int SPINS_BEFORE_YIELD = 100;

    private Folio() {}

    /** Takes the folio lock if it is free; tells whether it did. */
    public static boolean tryLock(long folio) {
        long flags = StructPage.flags(folio);
        while ((flags & LOCKED) == 0) {
            if (Memory.compareAndSetLong(folio + StructPage.FLAGS_OFFSET, flags, flags | LOCKED)) {
                return true;
            }
            flags = StructPage.flags(folio);
        }
        return false;
    }

    /** Takes the folio lock, waiting for it. */
    public static void lock(long folio) {
        while (!tryLock(folio)) {
            waitLocked(folio);
        }
    }

    /** Gives the folio lock up. */
    public static void unlock(long folio) {
        boolean wasLocked = testAndClear(folio, LOCKED);
        assert wasLocked : "unlock of an unlocked folio";
    }

    /** Waits until nobody holds the folio lock. */
    static void waitLocked(long folio) {
        for (int spins = 1; isLocked(folio); spins++) {
            if (spins % SPINS_BEFORE_YIELD == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Tells whether somebody holds the folio lock. */
    public static boolean isLocked(long folio) {
        return (Memory.getLongAcquire(folio + StructPage.FLAGS_OFFSET) & LOCKED) != 0;
    }

    static boolean has(long folio, long flag) {
        return (StructPage.flags(folio) & flag) != 0;
    }

    /** Sets flags atomically. */
    static void set(long folio, long flag) {
        long flags = StructPage.flags(folio);
        while ((flags & flag) != flag && !Memory.compareAndSetLong(
                folio + StructPage.FLAGS_OFFSET, flags, flags | flag)) {
            flags = StructPage.flags(folio);
        }
    }

    /** Clears flags atomically. */
    static void clear(long folio, long flag) {
        testAndClear(folio, flag);
    }

    /** Clears flags atomically; tells whether any of them was set. */
    static boolean testAndClear(long folio, long flag) {
        while (true) {
            long flags = StructPage.flags(folio);
            if ((flags & flag) == 0) {
                return false;
            }
            if (Memory.compareAndSetLong(
                    folio + StructPage.FLAGS_OFFSET, flags, flags & ~flag)) {
                return true;
            }
        }
    }

    /** Tells whether a folio belongs to no file. */
    public static boolean isAnon(long page) {
        return (StructPage.mapping(headOf(page)) & MAPPING_ANON) != 0;
    }

    /** Tells whether any entry maps the folio or one of its pages. */
    static boolean isMapped(long folio) {
        return mapcount(folio) > 0;
    }

    /** Returns how many entries map the folio or one of its pages: folio_mapcount(). */
    public static int mapcount(long folio) {
        return isLarge(folio) ? CompoundPage.largeMapcount(folio) : StructPage.mapcount(folio);
    }

    /** Returns how many entries map a page, those of its whole folio included. */
    public static int pageMapcount(long page) {
        long folio = headOf(page);
        return StructPage.mapcount(page)
                + (isLarge(folio) ? CompoundPage.entireMapcount(folio) : 0);
    }

    /** Tells whether a folio has 512 pages. */
    public static boolean isLarge(long folio) {
        return CompoundPage.isHead(folio);
    }

    /** Returns the folio of a page: page_folio(). */
    public static long headOf(long page) {
        return CompoundPage.headOf(page);
    }

    /** Returns how many pages a folio has. */
    public static int nrPages(long folio) {
        return isLarge(folio) ? CompoundPage.HUGE_PAGES : 1;
    }

    /** Returns the index in its mapping of a page, be it the first of its folio or not. */
    static long indexOf(long page) {
        long folio = headOf(page);
        return StructPage.index(folio) + (page - folio >> StructPage.SIZE_SHIFT);
    }

    /** Adds references to a folio that has one: folio_ref_add(). */
    static void add(long folio, int references) {
        StructPage.addRefcount(folio, references);
    }

    /** Takes a reference to a folio that has one. */
    public static void get(long folio) {
        int count = StructPage.addRefcount(folio, 1);
        assert count > 1 : "reference taken on a free folio 0x" + Long.toHexString(folio);
    }

    /** Takes a reference unless the folio is free; tells whether it did. */
    static boolean tryGet(long folio) {
        int count = StructPage.refcount(folio);
        while (count > 0) {
            if (Memory.compareAndSetInt(
                    folio + StructPage.REFCOUNT_OFFSET, count, count + 1)) {
                return true;
            }
            count = StructPage.refcount(folio);
        }
        return false;
    }

    /**
     * Tells whether the folio may be pinned for direct access. Device-private folios never are.
     *
     * <p>Models include/linux/mm.h, folio_maybe_dma_pinned(), 6.19. Fidelity: modelled.
     */
    static boolean maybePinned(long folio) {
        return isLarge(folio) ? CompoundPage.pincount(folio) > 0
                : StructPage.refcount(folio) >= PIN_REFERENCES;
    }
}
