package dev.hmmbench.legacy;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.FreeRegionOutcome;
import dev.hmmbench.lib.FreeRegionRequest;
import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.lib.RepeatedSearch;
import dev.hmmbench.lib.ResourceTree;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.NumberSpace;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.model.SearchMode;
import dev.hmmbench.platform.ByteSize;
import dev.hmmbench.platform.Hole;
import dev.hmmbench.platform.HotAdd;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.PhysicalRange;
import java.util.Arrays;
import java.util.Optional;

/**
 * Device numbers as holes of the physical address map.
 *
 * <p>Models kernel/resource.c, request_free_mem_region() and release_mem_region(), 6.19, with the
 * 6.12 and 6.1 rules as the limits say. Fidelity: modelled.
 */
final class LegacyPlacement implements Placement {

    /** What a region is called where nobody says otherwise. */
    static final String DEFAULT_NAME = "gpu-memory";

    private final ResourceTree tree;
    private final Limits limits;
    private FreeRegionSearch search;
    private boolean isMeasured;
    private long nodesVisited;

    /**
     * Opens the map of a machine.
     *
     * @param tree the map, which holds the reservations from now on
     * @param limits its bounds and the kernel's rule
     * @param search the literal one where its cost is measured, the skipping one for answers
     */
    LegacyPlacement(ResourceTree tree, Limits limits, FreeRegionSearch search) {
        this.tree = tree;
        this.limits = limits;
        this.search = search;
    }

    @Override
    public PlacementOutcome reserve(long sizeBytes) {
        return reserve(DEFAULT_NAME, sizeBytes);
    }

    /**
     * Reserves numbers under a name.
     *
     * @param name what {@code /proc/iomem} prints
     * @param sizeBytes bytes of device memory, unsigned
     */
    PlacementOutcome reserve(String name, long sizeBytes) {
        FreeRegionRequest request = request(name, sizeBytes);
        FreeRegionOutcome outcome = tree.requestFreeMemRegion(request, search);
        nodesVisited += outcome.nodesVisited();
        return switch (outcome) {
            case FreeRegionOutcome.Reserved reserved -> new PlacementOutcome.Placed(
                    reserved.region().start(), reserved.region().last(),
                    sizeBytes, reserved.probes());
            case FreeRegionOutcome.Refused refused -> new PlacementOutcome.Refused(
                    Errno.ofNegative(refused.cause().errno()),
                    isMeasured ? "" : reason(request, refused),
                    refused.probes());
        };
    }

    @Override
    public void release(PlacementOutcome.Placed placed) {
        if (!tree.releaseMemRegion(placed.startByte(), placed.takenBytes())) {
            throw new IllegalArgumentException(String.format("0x%x-0x%x was not reserved",
                    placed.startByte(), placed.lastByte()));
        }
    }

    @Override
    public long largestHoleBytes() {
        return Hole.largest(tree, limits).map(Hole::usableBytes).orElse(0L);
    }

    @Override
    public int nrFitting(long sizeBytes, int most) {
        return RepeatedSearch.count(tree, request(DEFAULT_NAME, sizeBytes), most);
    }

    @Override
    public String firstBlocker(long sizeBytes) {
        FreeRegionRequest request = request(DEFAULT_NAME, sizeBytes);
        long first = request.firstCandidate(tree.root());
        long last = first + request.roundedSizeBytes() - 1;
        if (!request.allows(tree.root(), first)) {
            return "";
        }
        return Arrays.stream(tree.children())
                .filter(child -> child.overlaps(first, last))
                .findFirst()
                .map(child -> String.format(
                        "%s %x-%x", child.name(), child.start(), child.last()))
                .orElse("");
    }

    @Override
    public void setSearch(SearchMode mode) {
        isMeasured = mode == SearchMode.KERNEL;
        search = isMeasured ? FreeRegionSearch.LITERAL : FreeRegionSearch.SKIPPING;
    }

    @Override
    public long nodesVisited() {
        return nodesVisited;
    }

    @Override
    public Counters counters() {
        return tree.counters();
    }

    @Override
    public long granuleBytes() {
        return limits.sectionBytes();
    }

    @Override
    public NumberSpace space() {
        return NumberSpace.PHYSICAL;
    }

    @Override
    public Optional<String> hotAdd(PhysicalRange range) {
        return HotAdd.into(tree, range);
    }

    private String reason(FreeRegionRequest request, FreeRegionOutcome.Refused refused) {
        String top = "0x" + Long.toHexString(limits.topLast());
        String size = ByteSize.rounded(request.roundedSizeBytes());
        return switch (refused.cause()) {
            case NO_DESCRIPTOR -> "no memory for the region's descriptor";
            case NEVER_ENDS -> "the size rounds to 0, with which a 6.1 kernel searches for ever";
            case CLAIM_REFUSED -> request.roundedSizeBytes() == 0
                    ? "the size rounds to 0"
                    : size + " exceed the space, which ends at " + top;
            case NO_HOLE -> refused.probes() == 0
                    ? size + " leave no candidate above "
                            + ByteSize.rounded(request.lowerBound()) + " and up to " + top
                    : "no candidate up to " + top + " is free; " + largestHole();
        };
    }

    private String largestHole() {
        return Hole.largest(tree, limits)
                .filter(hole -> hole.usableBytes() != 0)
                .map(hole -> "the largest hole takes " + ByteSize.rounded(hole.usableBytes())
                        + ", between " + hole.below() + " and " + hole.above()
                        + String.format(" (%x-%x)", hole.range().start(), hole.range().last()))
                .orElse("no hole takes a section");
    }

    private FreeRegionRequest request(String name, long sizeBytes) {
        return new FreeRegionRequest(
                name, sizeBytes, limits.sectionBytes(), limits.usableLast(), limits.rule());
    }
}
