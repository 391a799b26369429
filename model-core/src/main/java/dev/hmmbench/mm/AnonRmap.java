package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;

/**
 * Counts of who maps an anonymous page, and the exclusive mark.
 *
 * <p>Models mm/rmap.c and include/linux/rmap.h, 6.19. Fidelity: simplified (statistics of nodes and
 * memory cgroups are left out).
 */
final class AnonRmap {

    /** Whether a new mapping is known to be the only one. */
    enum Exclusive {
        YES,
        NO
    }

    private AnonRmap() {}

    /** Maps a new page for the first time. Models folio_add_new_anon_rmap(). */
    static void addNew(long folio, AnonVma anonVma, long index) {
        setNew(folio, anonVma, index);
        StructPage.addMapcount(folio, 1);
    }

    /** Maps a new 2 MiB folio for the first time, by a PMD. */
    static void addNewHuge(long folio, AnonVma anonVma, long index) {
        setNew(folio, anonVma, index);
        CompoundPage.addEntireMapcount(folio, 1);
        CompoundPage.addLargeMapcount(folio, 1);
    }

    /** Maps a page once more. Models folio_add_anon_rmap_pte(). */
    static void add(long page, Exclusive exclusive) {
        addMapping(page);
        if (exclusive == Exclusive.YES) {
            Folio.set(page, PageFlags.ANON_EXCLUSIVE);
        }
    }

    /** Maps a 2 MiB folio by one more PMD. Models folio_add_anon_rmap_pmd(). */
    static void addHuge(long folio, Exclusive exclusive) {
        CompoundPage.addEntireMapcount(folio, 1);
        CompoundPage.addLargeMapcount(folio, 1);
        if (exclusive == Exclusive.YES) {
            Folio.set(folio, PageFlags.ANON_EXCLUSIVE);
        }
    }

    /** Unmaps a page once. Models folio_remove_rmap_pte(). */
    static void remove(long page) {
        int count = StructPage.addMapcount(page, -1);
        assert count >= 0 : "map count of 0x" + Long.toHexString(page) + " is negative";
        long folio = CompoundPage.headOf(page);
        if (Folio.isLarge(folio)) {
            CompoundPage.addLargeMapcount(folio, -1);
        }
    }

    /** Takes one PMD off a 2 MiB folio; returns how many are left. Models folio_remove_rmap_pmd. */
    static int removeHuge(long folio) {
        CompoundPage.addLargeMapcount(folio, -1);
        return CompoundPage.addEntireMapcount(folio, -1);
    }

    /**
     * Takes the exclusive mark away before entries are replaced; tells whether that is allowed,
     * which it is not for a page pinned for direct access. Models folio_try_share_anon_rmap_pte().
     */
    static boolean tryShare(CoreMm core, long page) {
        assert Folio.has(page, PageFlags.ANON_EXCLUSIVE) : "page is not exclusive";
        if (!core.isDevicePrivate(page) && Folio.maybePinned(CompoundPage.headOf(page))) {
            return false;
        }
        Folio.clear(page, PageFlags.ANON_EXCLUSIVE);
        return true;
    }

    /**
     * Maps a page into a child; tells whether it may, which it may not if it is exclusive and
     * pinned. Models folio_try_dup_anon_rmap_pte().
     */
    static boolean tryDuplicate(CoreMm core, long page) {
        if (Folio.has(page, PageFlags.ANON_EXCLUSIVE) && !tryShare(core, page)) {
            return false;
        }
        addMapping(page);
        return true;
    }

    /** Maps a 2 MiB folio into a child; otherwise as {@link #tryDuplicate}. */
    static boolean tryDuplicateHuge(CoreMm core, long folio) {
        if (Folio.has(folio, PageFlags.ANON_EXCLUSIVE) && !tryShare(core, folio)) {
            return false;
        }
        addHuge(folio, Exclusive.NO);
        return true;
    }

    private static void setNew(long folio, AnonVma anonVma, long index) {
        assert !Folio.isMapped(folio) : "a new folio is mapped";
        StructPage.setMapping(folio, anonVma.mapping());
        StructPage.setIndex(folio, index);
        Folio.set(folio, PageFlags.SWAPBACKED | PageFlags.ANON_EXCLUSIVE);
    }

    private static void addMapping(long page) {
        StructPage.addMapcount(page, 1);
        long folio = CompoundPage.headOf(page);
        if (Folio.isLarge(folio)) {
            CompoundPage.addLargeMapcount(folio, 1);
        }
    }
}
