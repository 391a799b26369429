package dev.hmmbench.physmem;

/**
 * ZONE_DEVICE of one memory node, and the span of the node: what they reach over, which only ever
 * grows.
 *
 * <p>Models mm/memory_hotplug.c, move_pfn_range_to_zone(), 6.19. Fidelity: simplified (the spans
 * and the mark alone; ZONE_DEVICE is never contiguous, because its sections are not online).
 */
public final class DeviceZone {

    private long startPfn;
    private long endPfn;
    private long nodeStartPfn;
    private long nodeEndPfn;

    DeviceZone() {}

    /** Widens zone and node so that they hold a range. */
    void widen(long pfn, long nrPages) {
        boolean isEmpty = startPfn == endPfn;
        startPfn = isEmpty ? pfn : Math.min(startPfn, pfn);
        endPfn = isEmpty ? pfn + nrPages : Math.max(endPfn, pfn + nrPages);
        widenNode(pfn, nrPages);
    }

    /** Widens the node alone: boot memory. */
    void widenNode(long pfn, long nrPages) {
        boolean isEmpty = nodeStartPfn == nodeEndPfn;
        nodeStartPfn = isEmpty ? pfn : Math.min(nodeStartPfn, pfn);
        nodeEndPfn = isEmpty ? pfn + nrPages : Math.max(nodeEndPfn, pfn + nrPages);
    }

    /** Returns pages that the zone reaches over: zone->spanned_pages. */
    public long spannedPages() {
        return endPfn - startPfn;
    }

    /** Returns pages that the node reaches over: node_spanned_pages. */
    public long nodeSpannedPages() {
        return nodeEndPfn - nodeStartPfn;
    }

    void validate() {
        if (startPfn != endPfn && (startPfn < nodeStartPfn || endPfn > nodeEndPfn)) {
            throw new AssertionError("ZONE_DEVICE is not inside its node");
        }
    }
}
