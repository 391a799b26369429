package dev.hmmbench.model;

import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.physmem.PagemapOps;
import dev.hmmbench.physmem.PagemapType;

/**
 * What a driver fills in before it creates a pagemap.
 *
 * @param sizeBytes bytes of device memory; the legacy design rounds its numbers up to sections
 * @param type what kind of memory
 * @param ops the driver's callbacks, or {@link PagemapOps#NONE} for none at all
 * @param owner identifies the driver's device; 0 for none
 * @param nid memory node of the device, or {@link #NO_NODE}
 * @param name the resource's name
 */
public record PagemapRequest(
        long sizeBytes, PagemapType type, PagemapOps ops, long owner, int nid, String name) {

    /** The node of a device that has none. */
    public static final int NO_NODE = -1;

    /** Checks the node. */
    public PagemapRequest {
        if (nid < NO_NODE || nid >= PageFlags.MAX_NODES) {
            throw new IllegalArgumentException("memory node " + nid);
        }
    }
}
