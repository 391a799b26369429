package dev.hmmbench.mm;

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
        assert !Folio.isMapped(folio) : "a new folio is mapped";
        StructPage.setMapping(folio, anonVma.mapping());
        StructPage.setIndex(folio, index);
        Folio.set(folio, PageFlags.SWAPBACKED | PageFlags.ANON_EXCLUSIVE);
        StructPage.addMapcount(folio, 1);
    }

    /** Maps a page once more. Models folio_add_anon_rmap_pte(). */
    static void add(long page, Exclusive exclusive) {
        StructPage.addMapcount(page, 1);
        if (exclusive == Exclusive.YES) {
            Folio.set(page, PageFlags.ANON_EXCLUSIVE);
        }
    }

    /** Unmaps a page once. Models folio_remove_rmap_pte(). */
    static void remove(long page) {
        int count = StructPage.addMapcount(page, -1);
        assert count >= 0 : "map count of 0x" + Long.toHexString(page) + " is negative";
    }

    /**
     * Takes the exclusive mark away before entries are replaced; tells whether that is allowed,
     * which it is not for a page pinned for direct access. Models folio_try_share_anon_rmap_pte().
     */
    static boolean tryShare(CoreMm core, long page) {
        assert Folio.has(page, PageFlags.ANON_EXCLUSIVE) : "page is not exclusive";
        if (!core.isDevicePrivate(page) && Folio.maybePinned(page)) {
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
        StructPage.addMapcount(page, 1);
        return true;
    }
}
