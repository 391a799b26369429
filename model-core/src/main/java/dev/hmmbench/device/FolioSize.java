package dev.hmmbench.device;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.mm.ZoneDevice;

/** How much of its memory a device hands out at once. */
public enum FolioSize {
    /** Pages of 4 KiB. */
    BASE(1),
    /** Folios of 2 MiB. */
    HUGE(CompoundPage.HUGE_PAGES);

    private final int nrPages;

    FolioSize(int nrPages) {
        this.nrPages = nrPages;
    }

    /** Returns the pages of one folio. */
    public int nrPages() {
        return nrPages;
    }

    /** Puts free device pages into use as one folio, locked and with one reference. */
    void putIntoUse(long firstPage) {
        if (this == HUGE) {
            ZoneDevice.initHugeFolio(firstPage);
        } else {
            ZoneDevice.initPage(firstPage);
        }
    }
}
