package dev.hmmbench.mm;

import dev.hmmbench.memory.StructPage;

/**
 * The 2 MiB of zeroes that untouched huge memory maps for reading.
 *
 * <p>Models mm/huge_memory.c, mm_get_huge_zero_folio() and its shrinker, 6.19. Fidelity: simplified
 * (given back when the last address space that used it exits, without waiting for reclaim).
 */
final class HugeZero {

    private final CoreMm core;
    private volatile long folio = StructPage.NO_PAGE;
    private int nrUsers;

    HugeZero(CoreMm core) {
        this.core = core;
    }

    /** Takes the folio for an address space; {@link StructPage#NO_PAGE} if there is no memory. */
    synchronized long take() {
        if (folio == StructPage.NO_PAGE) {
            folio = core.allocateZeroedHugeFolio();
        }
        if (folio != StructPage.NO_PAGE) {
            nrUsers++;
        }
        return folio;
    }

    /** An address space that took the folio exits. */
    synchronized void put() {
        nrUsers--;
        assert nrUsers >= 0 : "huge zero folio put twice";
        if (nrUsers == 0) {
            long unused = folio;
            folio = StructPage.NO_PAGE;
            core.putFolio(unused);
        }
    }

    long folio() {
        return folio;
    }

    boolean isPfn(long pfn) {
        long current = folio;
        return current != StructPage.NO_PAGE && core.pfnOf(current) == pfn;
    }
}
