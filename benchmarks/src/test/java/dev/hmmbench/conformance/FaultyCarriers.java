package dev.hmmbench.conformance;

import dev.hmmbench.model.Carriers;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.model.Snapshots;

/** Carriers with a fault in one of them. */
record FaultyCarriers(PlantedFault fault, Carriers right) implements Carriers {

    @Override
    public MigratePfns migratePfns() {
        return new FaultyMigratePfns(fault, right.migratePfns());
    }

    @Override
    public HmmPfns hmmPfns() {
        return new FaultyHmmPfns(fault, right.hmmPfns());
    }

    @Override
    public RmapWalks rmapWalks() {
        return new FaultyRmapWalks(fault, right.rmapWalks());
    }

    @Override
    public Snapshots snapshots() {
        return right.snapshots();
    }

    @Override
    public LeafEntries leafEntries() {
        return new FaultyLeafEntries(fault, right.leafEntries());
    }
}
