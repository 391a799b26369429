package dev.hmmbench.devprivate;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.Errnos;
import dev.hmmbench.lib.MapleTree;
import dev.hmmbench.lib.ResourceTree;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.NumberSpace;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.model.SearchMode;
import dev.hmmbench.platform.ByteSize;
import dev.hmmbench.platform.HotAdd;
import dev.hmmbench.platform.PhysicalRange;
import java.util.Optional;

/**
 * Device numbers as ranges of the device private address space, first fit from 0.
 *
 * <p>Models mm/memremap.c, memremap_device_private_pagemap(), v6 of the series, as far as it
 * chooses numbers. Fidelity: modelled, with its limit: the array of struct pages is allocated
 * first, and kvzalloc() gives at most INT_MAX bytes.
 */
final class DevicePrivatePlacement implements Placement {

    private static final int PAGE_SHIFT = 12;
    private static final long PAGE_BYTES = 1L << PAGE_SHIFT;
    private static final long STRUCT_PAGE_BYTES = 64;
    private static final long MAX_PAGES = Integer.MAX_VALUE / STRUCT_PAGE_BYTES;

    private final MapleTree tree;
    private final ResourceTree iomem;
    private final int spaceBits;
    private SearchMode search = SearchMode.FAST;
    private long nodesVisited;
    private final Counters counters;

    /**
     * Opens an empty space.
     *
     * @param tree the tree that will hold the reservations
     * @param iomem the physical map of the machine, which this design leaves alone
     * @param spaceBits {@code MAX_PHYSMEM_BITS}: log2 of the bytes of the space
     * @param counters where the tree counts
     */
    DevicePrivatePlacement(
            MapleTree tree, ResourceTree iomem, int spaceBits, Counters counters) {
        this.counters = counters;
        this.tree = tree;
        this.iomem = iomem;
        this.spaceBits = spaceBits;
    }

    @Override
    public PlacementOutcome reserve(long sizeBytes) {
        long height = tree.height();
        long nrPages = Long.divideUnsigned(sizeBytes, PAGE_BYTES)
                + ((sizeBytes & (PAGE_BYTES - 1)) == 0 ? 0 : 1);
        if (nrPages > MAX_PAGES) {
            return new PlacementOutcome.Refused(Errno.ENOMEM, tooLarge(nrPages), 0);
        }
        long takenBytes = nrPages << PAGE_SHIFT;
        nodesVisited += height;
        long start = tree.allocRange(mark(takenBytes), takenBytes, 0, 1L << spaceBits);
        if (start < 0) {
            return refused((int) start, takenBytes, height);
        }
        return new PlacementOutcome.Placed(
                start, start + takenBytes - 1, sizeBytes, height);
    }

    @Override
    public void release(PlacementOutcome.Placed placed) {
        if (search == SearchMode.FAST && !isReserved(placed.startByte(), placed.lastByte())) {
            throw new IllegalArgumentException(String.format("0x%x-0x%x was not reserved",
                    placed.startByte(), placed.lastByte()));
        }
        long erased = tree.erase(placed.startByte());
        if (erased != mark(placed.takenBytes())) {
            throw new IllegalStateException("erase returned " + erased);
        }
    }

    @Override
    public long largestHoleBytes() {
        long end = 1L << spaceBits;
        long largest = 0;
        long holeStart = 0;
        long position = 0;
        while (position < end) {
            long next = tree.slotLast(position) + 1;
            if (tree.load(position) != 0) {
                largest = Math.max(largest, position - holeStart);
                holeStart = next;
            }
            position = Long.compareUnsigned(next - 1, end) < 0 ? next : end;
        }
        return Math.max(largest, end - holeStart);
    }

    @Override
    public String firstBlocker(long sizeBytes) {
        return "";
    }

    @Override
    public void setSearch(SearchMode mode) {
        // The tree has one search; measured releases only do without our own check.
        search = mode;
    }

    @Override
    public long nodesVisited() {
        return nodesVisited;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public long granuleBytes() {
        return PAGE_BYTES;
    }

    @Override
    public NumberSpace space() {
        return NumberSpace.OWN;
    }

    @Override
    public Optional<String> hotAdd(PhysicalRange range) {
        return HotAdd.into(iomem, range);
    }

    /** Returns what the tree holds for a reservation: any value but 0 would do. */
    private static long mark(long takenBytes) {
        return takenBytes | 1;
    }

    private boolean isReserved(long start, long last) {
        return tree.load(start) == mark(last - start + 1)
                && tree.slotLast(start) == last
                && (start == 0 || tree.slotLast(start - 1) == start - 1);
    }

    private PlacementOutcome refused(int error, long takenBytes, long height) {
        if (search == SearchMode.KERNEL) {
            return new PlacementOutcome.Refused(
                    Errno.ofNegative(error), "", error == Errnos.EINVAL ? 0 : height);
        }
        String space = ByteSize.rounded(1L << spaceBits);
        return switch (error) {
            case Errnos.EBUSY -> new PlacementOutcome.Refused(Errno.EBUSY,
                    "no gap of " + ByteSize.rounded(takenBytes) + " is left in the space of "
                            + space + "; the largest has " + ByteSize.rounded(largestHoleBytes()),
                    height);
            case Errnos.EINVAL -> new PlacementOutcome.Refused(Errno.EINVAL,
                    takenBytes == 0 ? "a pagemap needs at least one page"
                            : ByteSize.rounded(takenBytes) + " exceed the whole space of " + space,
                    0);
            case Errnos.ENOMEM -> new PlacementOutcome.Refused(
                    Errno.ENOMEM, "no memory for a tree node", height);
            default -> throw new AssertionError("allocRange returned " + error);
        };
    }

    private static String tooLarge(long nrPages) {
        return "one pagemap ends below 128 GiB: its array of "
                + ByteSize.rounded(nrPages * STRUCT_PAGE_BYTES) + " of struct pages is more than"
                + " kvzalloc() gives (INT_MAX bytes); "
                + Math.ceilDiv(nrPages, MAX_PAGES) + " pagemaps would do";
    }
}
