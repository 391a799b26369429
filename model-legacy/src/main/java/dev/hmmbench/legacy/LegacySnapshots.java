package dev.hmmbench.legacy;

import dev.hmmbench.model.Snapshots;
import dev.hmmbench.physmem.Vmemmap;

/**
 * Page snapshots that hold a PFN.
 *
 * <p>Models mm/util.c, snapshot_page(), 6.19. Fidelity: simplified (number and flags alone).
 */
final class LegacySnapshots implements Snapshots {

    private final Vmemmap vmemmap;

    LegacySnapshots(Vmemmap vmemmap) {
        this.vmemmap = vmemmap;
    }

    @Override
    public long numberOf(long page) {
        return vmemmap.pfnOf(page);
    }

    @Override
    public int flagsOf(long page) {
        return FAITHFUL;
    }
}
