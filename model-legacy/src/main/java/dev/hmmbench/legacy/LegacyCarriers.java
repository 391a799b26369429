package dev.hmmbench.legacy;

import dev.hmmbench.model.Carriers;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.model.Snapshots;
import dev.hmmbench.model.SwapEntryCode;

/** The carriers of page numbers, all of which hold a PFN and need no mark. */
final class LegacyCarriers implements Carriers {

    private final MigratePfns migratePfns;
    private final HmmPfns hmmPfns;
    private final RmapWalks rmapWalks;
    private final Snapshots snapshots;
    private final LeafEntries leafEntries;

    LegacyCarriers(LegacyNumbers numbers, SwapEntryCode code) {
        this.migratePfns = new LegacyMigratePfns(numbers);
        this.hmmPfns = new LegacyHmmPfns(numbers);
        this.rmapWalks = new LegacyRmapWalks(numbers, code);
        this.snapshots = new LegacySnapshots(numbers);
        this.leafEntries = new LegacyLeafEntries(numbers, code);
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
