package dev.hmmbench.model;

import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;

/** What the drivers of the contract test ask for. */
public final class Driver {

    /** Bytes of a page. */
    public static final long PAGE_BYTES = 4096;
    /** What identifies the device. */
    public static final long OWNER = 0x6d6d;
    /** All callbacks that creation looks for. */
    public static final PagemapOps OPS = new PagemapOps() {
        @Override
        public boolean hasFolioFree() {
            return true;
        }

        @Override
        public boolean hasMigrateToRam() {
            return true;
        }
    };

    private Driver() {}

    /** Returns a request for private memory on node 0. */
    public static PagemapRequest request(long sizeBytes) {
        return requestOnNode(sizeBytes, 0);
    }

    /** Returns a request for private memory on a node. */
    public static PagemapRequest requestOnNode(long sizeBytes, int nid) {
        return new PagemapRequest(sizeBytes, PagemapType.PRIVATE, OPS, OWNER, nid, "device");
    }
}
