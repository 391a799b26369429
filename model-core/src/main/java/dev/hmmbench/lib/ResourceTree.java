package dev.hmmbench.lib;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The physical address map: nested, named ranges, siblings sorted and never overlapping.
 *
 * <p>Models kernel/resource.c with {@code iomem_resource} as root, 6.12 and 6.19. Fidelity:
 * simplified (one thread, so the lock is counted but not taken; nobody waits for a MUXED region,
 * its request fails as for any busy one).
 */
public final class ResourceTree {

    private final Resource root;
    private final Counters counters;
    private final List<String> log = new ArrayList<>();
    private BooleanSupplier descriptorSource = () -> true;

    /**
     * Creates a map without any range.
     *
     * @param rootLast last address that exists, unsigned and inclusive; the first is 0
     * @param counters where probes, node visits and lock acquisitions are counted
     */
    public ResourceTree(long rootLast, Counters counters) {
        this.root = new Resource(
                "PCI mem", 0, rootLast, ResourceFlags.MEM, ResourceDescriptor.NONE);
        this.counters = counters;
    }

    /** Returns the root, {@code iomem_resource}; its children are the top level of the map. */
    public Resource root() {
        return root;
    }

    /** Returns where this tree counts. */
    public Counters counters() {
        return counters;
    }

    /** Returns the children of the root, by address. Cost: their number. */
    public Resource[] children() {
        List<Resource> children = new ArrayList<>();
        for (Resource node = root.child; node != null; node = node.sibling) {
            children.add(node);
        }
        return children.toArray(Resource[]::new);
    }

    /** Returns the warnings that the kernel would have logged, oldest first. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /**
     * Moves the end of the root, as the CPU's address width does at boot. Ranges above stay.
     *
     * @param rootLast last address that exists, unsigned and inclusive
     */
    public void setRootLast(long rootLast) {
        root.last = rootLast;
    }

    /**
     * Sets who decides whether the next descriptor can be had, so that tests can refuse it.
     *
     * @param source asked once for each descriptor; false means out of memory
     */
    public void setDescriptorSource(BooleanSupplier source) {
        this.descriptorSource = source;
    }

    /**
     * Links a node into a parent that is in this tree.
     *
     * <p>Models kernel/resource.c, __request_resource(), 6.12. Fidelity: modelled. Cost: siblings.
     *
     * @return the node in the way, which is the parent itself for a range that is not inside it;
     *     empty when the node was linked
     */
    public Optional<Resource> request(Resource parent, Resource node) {
        boolean isBackwards = Long.compareUnsigned(node.last, node.start()) < 0;
        if (isBackwards || !parent.contains(node.start(), node.last)) {
            return Optional.of(parent);
        }
        Resource before = null;
        Resource next = parent.child;
        while (next != null && Long.compareUnsigned(next.start(), node.last) <= 0) {
            if (Long.compareUnsigned(next.last, node.start()) >= 0) {
                return Optional.of(next);
            }
            before = next;
            next = next.sibling;
        }
        link(parent, before, node);
        return Optional.empty();
    }

    /**
     * Links a node as the last child of a parent, for maps that are loaded in order.
     *
     * @param elder the last child so far, or null where there is none
     * @throws IllegalArgumentException where the node is not inside the parent or not above
     *     {@code elder}
     */
    public void append(Resource parent, @Nullable Resource elder, Resource node) {
        boolean isAbove = elder == null
                ? parent.child == null
                : elder.sibling == null && Long.compareUnsigned(elder.last, node.start()) < 0;
        if (!isAbove || !parent.contains(node.start(), node.last)) {
            throw new IllegalArgumentException(node + " cannot be appended inside " + parent);
        }
        link(parent, elder, node);
    }

    /**
     * Claims a range for a driver: descends into ranges that nobody holds.
     *
     * <p>Models kernel/resource.c, __request_region(), 6.12. Fidelity: modelled.
     *
     * @param name name of the new region
     * @param start first address, unsigned
     * @param sizeBytes size, unsigned
     * @param flags bits beside those inherited from the parent
     * @return the new region, which is busy; empty for {@code -EBUSY}
     */
    public Optional<Resource> requestRegion(
            String name, long start, long sizeBytes, int flags) {
        if (!descriptorSource.getAsBoolean()) {
            return Optional.empty();
        }
        counters.increment(Counter.RESOURCE_LOCK_WRITES);
        return claim(name, start, sizeBytes, flags);
    }

    /**
     * Gives a busy region back. A range that is not exactly one is refused with a warning.
     * What lies inside the region goes with it.
     *
     * <p>Models kernel/resource.c, __release_region(), 6.12. Fidelity: modelled.
     *
     * @return whether a region was released
     */
    public boolean releaseMemRegion(long start, long sizeBytes) {
        long last = start + sizeBytes - 1;
        counters.increment(Counter.RESOURCE_LOCK_WRITES);
        Resource parent = root;
        Resource before = null;
        Resource node = root.child;
        while (node != null) {
            if (!node.contains(start, last)) {
                before = node;
                node = node.sibling;
            } else if ((node.flags & ResourceFlags.BUSY) == 0) {
                parent = node;
                before = null;
                node = node.child;
            } else if (node.start() == start && node.last == last) {
                unlink(parent, before, node);
                return true;
            } else {
                break;
            }
        }
        log.add(String.format(
                "Trying to free nonexistent resource <0x%016x-0x%016x>", start, last));
        return false;
    }

    /**
     * Tells how a range meets the resources of one kind. A range wholly covered by descendants of
     * the kind counts as theirs.
     *
     * <p>Models kernel/resource.c, region_intersects(), 6.12. Fidelity: modelled. Cost: children of
     * the root and the descendants of those that overlap.
     *
     * @param flags bits that a node must have; 0 for any
     * @param descriptor what a node must be; NONE for any
     */
    public RegionIntersection regionIntersects(
            long start, long sizeBytes, int flags, ResourceDescriptor descriptor) {
        counters.increment(Counter.RESOURCE_LOCK_READS);
        long last = start + sizeBytes - 1;
        int matching = 0;
        int others = 0;
        for (Resource node = root.child; node != null; node = node.sibling) {
            if (!node.overlaps(start, last)) {
                continue;
            }
            if (node.matches(flags, descriptor)) {
                matching++;
                continue;
            }
            CoverWalk cover = CoverWalk.over(node, start, last, flags, descriptor);
            matching += cover.matching();
            others += cover.isCovered() ? 0 : 1;
        }
        if (matching == 0) {
            return RegionIntersection.DISJOINT;
        }
        return others == 0 ? RegionIntersection.INTERSECTS : RegionIntersection.MIXED;
    }

    /**
     * Claims the highest free range that the rule's candidates hit, for device-private memory.
     *
     * <p>Models kernel/resource.c, request_free_mem_region() and get_free_mem_region(), 6.12, 6.19
     * and 6.1. Fidelity: modelled.
     *
     * @param request size, limits and rule
     * @param search how to find the candidate; every search gives the same outcome and counts
     */
    public FreeRegionOutcome requestFreeMemRegion(
            FreeRegionRequest request, FreeRegionSearch search) {
        if (!descriptorSource.getAsBoolean()) {
            return new FreeRegionOutcome.Refused(FreeRegionOutcome.Cause.NO_DESCRIPTOR, 0, 0);
        }
        counters.increment(Counter.RESOURCE_LOCK_WRITES);
        FreeRegionSearch.Result found = search.search(this, request);
        counters.add(Counter.REGION_PROBES, found.probes());
        counters.add(Counter.REGION_NODES_VISITED, found.nodesVisited());
        return switch (found.end()) {
            case EXHAUSTED -> refused(FreeRegionOutcome.Cause.NO_HOLE, found);
            case NEVER_ENDS -> refused(FreeRegionOutcome.Cause.NEVER_ENDS, found);
            case FREE -> claim(
                    request.name(), found.candidate(), request.roundedSizeBytes(), 0)
                    .map(region -> devicePrivate(region, found))
                    .orElseGet(() -> refused(FreeRegionOutcome.Cause.CLAIM_REFUSED, found));
        };
    }

    /** Checks every link, order and containment; throws {@link AssertionError} on a broken one. */
    public void validate() {
        check(root.parent == null && root.sibling == null, root, "the root has relatives");
        Resource node = root.child;
        check(node == null || node.parent == root, root, "its child has another parent");
        while (node != null) {
            validateNode(node);
            node = next(node, root);
        }
    }

    /** Returns the node after this one in pre-order inside {@code subtree}, or null at its end. */
    static @Nullable Resource next(Resource node, Resource subtree) {
        if (node.child != null) {
            return node.child;
        }
        Resource up = node;
        while (up != subtree && up.sibling == null) {
            up = up.parent;
            assert up != null : node;
        }
        return up == subtree ? null : up.sibling;
    }

    private Optional<Resource> claim(String name, long start, long sizeBytes, int flags) {
        Resource parent = root;
        while (true) {
            int inherited = parent.flags & (ResourceFlags.TYPE_BITS | ResourceFlags.EXT_TYPE_BITS);
            Resource region = new Resource(
                    name,
                    start,
                    start + sizeBytes - 1,
                    inherited | ResourceFlags.BUSY | flags,
                    parent.descriptor);
            Optional<Resource> conflict = request(parent, region);
            if (conflict.isEmpty()) {
                return Optional.of(region);
            }
            Resource inTheWay = conflict.get();
            warnOfUnaddressable(parent, inTheWay, region);
            if (inTheWay == parent || (inTheWay.flags & ResourceFlags.BUSY) != 0) {
                return Optional.empty();
            }
            parent = inTheWay;
        }
    }

    private void warnOfUnaddressable(Resource parent, Resource inTheWay, Resource region) {
        if (parent == root && inTheWay.descriptor == ResourceDescriptor.DEVICE_PRIVATE_MEMORY) {
            log.add("Unaddressable device " + inTheWay.name() + " " + inTheWay
                    + " conflicts with " + region);
        }
    }

    private static FreeRegionOutcome devicePrivate(
            Resource region, FreeRegionSearch.Result found) {
        region.descriptor = ResourceDescriptor.DEVICE_PRIVATE_MEMORY;
        return new FreeRegionOutcome.Reserved(region, found.probes(), found.nodesVisited());
    }

    private static FreeRegionOutcome refused(
            FreeRegionOutcome.Cause cause, FreeRegionSearch.Result found) {
        return new FreeRegionOutcome.Refused(cause, found.probes(), found.nodesVisited());
    }

    private static void link(
            Resource parent, @Nullable Resource before, Resource node) {
        assert node.parent == null : node + " is already linked";
        node.parent = parent;
        if (before == null) {
            node.sibling = parent.child;
            parent.child = node;
        } else {
            node.sibling = before.sibling;
            before.sibling = node;
        }
    }

    private static void unlink(
            Resource parent, @Nullable Resource before, Resource node) {
        if (before == null) {
            parent.child = node.sibling;
        } else {
            before.sibling = node.sibling;
        }
        node.parent = null;
        node.sibling = null;
    }

    private void validateNode(Resource node) {
        Resource parent = node.parent;
        check(parent != null, node, "has no parent");
        check(Long.compareUnsigned(node.start(), node.last) <= 0, node, "ends before it starts");
        check(parent == root || (parent != null && parent.contains(node.start(), node.last)),
                node, "is not inside its parent");
        Resource sibling = node.sibling;
        check(sibling == null || sibling.parent == parent, node, "its sibling has another parent");
        check(sibling == null || Long.compareUnsigned(sibling.start(), node.last) > 0,
                node, "is not below its sibling");
        Resource child = node.child;
        check(child == null || child.parent == node, node, "its child has another parent");
    }

    private static void check(boolean holds, Resource node, String complaint) {
        if (!holds) {
            throw new AssertionError(node.name() + " " + node + " " + complaint);
        }
    }
}
