package dev.hmmbench.device;

import dev.hmmbench.memory.StructPage;

/**
 * A driver's free device pages: a stack that runs through their zone_device_data words. Safe for
 * several threads.
 *
 * <p>Models lib/test_hmm.c, the free_pages list of struct dmirror_device, 6.19. Fidelity: modelled.
 */
final class FreePages {

    private long top = StructPage.NO_PAGE;
    private long nrPages;

    /** Puts a page on the stack. */
    synchronized void push(long page) {
        assert StructPage.refcount(page) <= 1 : "page in use pushed";
        StructPage.setZoneDeviceData(page, top);
        top = page;
        nrPages++;
    }

    /** Takes the page that was pushed last; {@link StructPage#NO_PAGE} if there is none. */
    synchronized long pop() {
        long page = top;
        if (page != StructPage.NO_PAGE) {
            top = StructPage.zoneDeviceData(page);
            nrPages--;
        }
        return page;
    }

    /** Forgets all pages: their memory goes away. */
    synchronized void clear() {
        top = StructPage.NO_PAGE;
        nrPages = 0;
    }

    /** Returns how many pages are free. */
    synchronized long nrPages() {
        return nrPages;
    }

    /** Counts the pages by walking the stack. */
    synchronized void validate() {
        long counted = 0;
        for (long page = top; page != StructPage.NO_PAGE && counted <= nrPages;
                page = StructPage.zoneDeviceData(page)) {
            if (StructPage.refcount(page) != 0) {
                throw new AssertionError("free device page has references");
            }
            counted++;
        }
        if (counted != nrPages) {
            throw new AssertionError(nrPages + " free pages, but " + counted + " on the stack");
        }
    }
}
