package dev.hmmbench.platform;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.FreeRegionOutcome;
import dev.hmmbench.lib.FreeRegionRequest;
import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.lib.Resource;
import dev.hmmbench.lib.ResourceDescriptor;
import dev.hmmbench.lib.ResourceFlags;
import dev.hmmbench.lib.ResourceTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The address map of a recorded kernel while its recorded requests are asked again: the map's top
 * level, regions that were injected, and reservations that were kept.
 */
public final class RecordedMap {

    private final ResourceTree tree;
    private final Map<Long, Resource> keptById = new LinkedHashMap<>();
    private Limits limits;

    /** Creates a map without regions. */
    public RecordedMap(Limits limits) {
        this.limits = limits;
        this.tree = new ResourceTree(-1L, new Counters());
        tree.setRootLast(limits.rootLast());
    }

    /**
     * Adds a region that stays.
     *
     * @param last last address, inclusive
     * @return the region in its way, if there is one
     */
    public Optional<Resource> addFixed(String name, long start, long last) {
        tree.setRootLast(-1L);
        Optional<Resource> conflict = tree.request(tree.root(), new Resource(
                name, start, last, ResourceFlags.MEM, ResourceDescriptor.NONE));
        tree.setRootLast(limits.rootLast());
        return conflict;
    }

    /**
     * Injects a region that can be released. What the map refuses is not there afterwards.
     *
     * @param last last address, inclusive
     * @return the region in its way, if there is one
     */
    public Optional<Resource> inject(long id, long start, long last) {
        Resource region = new Resource("injected", start, last,
                ResourceFlags.MEM | ResourceFlags.BUSY, ResourceDescriptor.NONE);
        Optional<Resource> conflict = tree.request(tree.root(), region);
        if (conflict.isEmpty()) {
            keptById.put(id, region);
        }
        return conflict;
    }

    /** Asks for a free region and gives it back at once. */
    public FreeRegionOutcome request(long sizeBytes) {
        FreeRegionOutcome outcome = reserve(sizeBytes);
        if (outcome instanceof FreeRegionOutcome.Reserved reserved) {
            release(reserved.region());
        }
        return outcome;
    }

    /** Asks for a free region and keeps it under an id. */
    public FreeRegionOutcome requestAndKeep(long sizeBytes, long id) {
        FreeRegionOutcome outcome = reserve(sizeBytes);
        if (outcome instanceof FreeRegionOutcome.Reserved reserved) {
            keptById.put(id, reserved.region());
        }
        return outcome;
    }

    /** Releases what is kept under an id, if anything is. */
    public void release(long id) {
        Resource region = keptById.remove(id);
        if (region != null) {
            release(region);
        }
    }

    /** Releases everything that was kept or injected. */
    public void releaseAll() {
        keptById.values().forEach(this::release);
        keptById.clear();
    }

    /** Moves the end of the map's root, inclusive. */
    public void setRootLast(long rootLast) {
        limits = limits.withRootLast(rootLast);
        tree.setRootLast(rootLast);
    }

    /** Moves the end of usable physical space, inclusive. */
    public void setUsableLast(long usableLast) {
        limits = limits.withUsableLast(usableLast);
    }

    private FreeRegionOutcome reserve(long sizeBytes) {
        return tree.requestFreeMemRegion(new FreeRegionRequest("kept", sizeBytes,
                limits.sectionBytes(), limits.usableLast(), limits.rule()),
                FreeRegionSearch.SKIPPING);
    }

    private void release(Resource region) {
        boolean isReleased = tree.releaseMemRegion(
                region.start(), region.last() - region.start() + 1);
        assert isReleased : region;
    }
}
