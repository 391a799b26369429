package dev.hmmbench.physmem;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;

/**
 * What the words of a struct page say about device memory.
 *
 * <p>Models include/linux/memremap.h and mm.h, 6.19. Fidelity: modelled.
 */
public final class DevicePages {

    private DevicePages() {}

    /** Tells whether a page is device-private memory: is_device_private_page(). */
    public static boolean isPrivate(long page) {
        return isZoneDevice(page)
                && DevPagemap.type(pgmapOf(page)) == PagemapType.PRIVATE.value();
    }

    /** Tells whether a page lies in ZONE_DEVICE: is_zone_device_page(). */
    public static boolean isZoneDevice(long page) {
        return PageFlags.zoneOf(StructPage.flags(page)) == PageFlags.ZONE_DEVICE;
    }

    /** Returns the pagemap of a device page, through its head if it is a tail: page_pgmap(). */
    public static long pgmapOf(long page) {
        long word = Memory.getLong(page + StructPage.COMPOUND_HEAD_OFFSET);
        return (word & 1) == 0 ? word : Memory.getLong(word - 1 + StructPage.PGMAP_OFFSET);
    }

    /** Returns the first page of the folio that a page belongs to: compound_head(). */
    public static long headOf(long page) {
        return CompoundPage.headOf(page);
    }
}
