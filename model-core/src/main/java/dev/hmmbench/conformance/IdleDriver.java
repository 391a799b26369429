package dev.hmmbench.conformance;

import dev.hmmbench.physmem.PagemapOps;

/** A driver whose memory nobody uses. */
final class IdleDriver implements PagemapOps {

    @Override
    public boolean hasFolioFree() {
        return true;
    }

    @Override
    public boolean hasMigrateToRam() {
        return true;
    }
}
