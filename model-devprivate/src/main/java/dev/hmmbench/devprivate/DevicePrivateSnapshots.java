package dev.hmmbench.devprivate;

import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.Snapshots;
import dev.hmmbench.physmem.DevicePages;
import dev.hmmbench.physmem.Vmemmap;

/**
 * Page snapshots that hold a PFN, or with their flag an offset.
 *
 * <p>Models mm/util.c, snapshot_page(), v6 of the series. Fidelity: simplified (number and flags
 * alone).
 */
final class DevicePrivateSnapshots implements Snapshots {

    /** PAGE_SNAPSHOT_DEVICE_PRIVATE: the number is an offset. */
    static final int DEVICE_PRIVATE = 8;

    private final Numbers numbers;
    private final Vmemmap vmemmap;

    DevicePrivateSnapshots(Numbers numbers, Vmemmap vmemmap) {
        this.numbers = numbers;
        this.vmemmap = vmemmap;
    }

    @Override
    public long numberOf(long page) {
        return DevicePages.isPrivate(page) ? numbers.numberOf(page) : vmemmap.pfnOf(page);
    }

    @Override
    public int flagsOf(long page) {
        return DevicePages.isPrivate(page) ? FAITHFUL | DEVICE_PRIVATE : FAITHFUL;
    }
}
