package dev.hmmbench.devprivate;

import dev.hmmbench.model.Carriers;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.model.Snapshots;
import dev.hmmbench.model.SwapEntryCode;
import dev.hmmbench.physmem.Vmemmap;

/** The carriers of page numbers, each with its mark of the space that its number is in. */
final class DevicePrivateCarriers implements Carriers {

    private final MigratePfns migratePfns;
    private final HmmPfns hmmPfns;
    private final RmapWalks rmapWalks;
    private final Snapshots snapshots;
    private final LeafEntries leafEntries;

    DevicePrivateCarriers(Numbers numbers, Vmemmap vmemmap, SwapEntryCode code) {
        this.migratePfns = new DevicePrivateMigratePfns(numbers, vmemmap);
        this.hmmPfns = new DevicePrivateHmmPfns(numbers, vmemmap);
        this.rmapWalks = new DevicePrivateRmapWalks(numbers, vmemmap, code);
        this.snapshots = new DevicePrivateSnapshots(numbers, vmemmap);
        this.leafEntries = new DevicePrivateLeafEntries(numbers, vmemmap, code);
    }

    @Override
    public MigratePfns migratePfns() {
        return migratePfns;
    }

    @Override
    public HmmPfns hmmPfns() {
        return hmmPfns;
    }

    @Override
    public RmapWalks rmapWalks() {
        return rmapWalks;
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public LeafEntries leafEntries() {
        return leafEntries;
    }
}
