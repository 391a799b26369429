package dev.hmmbench.devprivate;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.MapleTree;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPages;
import dev.hmmbench.model.Carriers;
import dev.hmmbench.model.CheckedLifecycle;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.SwapEntryCode;
import dev.hmmbench.physmem.AllocationSite;
import dev.hmmbench.physmem.DevPagemap;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PhysicalMemory;

/** The new design, in one of its variants, on one machine. */
final class DevicePrivateModel implements MemoryModel {

    private final String name;
    private final PhysicalMemory memory;
    private final MapleTree tree;
    private final Lifecycle lifecycle;
    private final Numbers numbers;
    private final Carriers carriers;

    DevicePrivateModel(Variant variant, PhysicalMemory memory) {
        this.name = variant.modelName();
        this.memory = memory;
        this.tree = new MapleTree(variant.treeMode(), MapleTree.DEFAULT_CAPACITY_NODES,
                memory.allocationPlan().gate(AllocationSite.TREE_NODE), memory.counters());
        this.numbers = new DevicePrivateNumbers(tree, memory);
        this.lifecycle = new CheckedLifecycle(
                new DevicePrivateLifecycle(memory, tree, numbers, variant.creation()), memory);
        SwapEntryCode code =
                SwapEntryCode.ofPhysmemBits(memory.machine().limits().maxPhysmemBits());
        this.carriers = new DevicePrivateCarriers(numbers, memory.vmemmap(), code);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    @Override
    public Numbers numbers() {
        return numbers;
    }

    @Override
    public Carriers carriers() {
        return carriers;
    }

    @Override
    public Counters counters() {
        return memory.counters();
    }

    @Override
    public long treeBytes() {
        return tree.bytes();
    }

    @Override
    public void validate() {
        memory.validate();
        tree.validate();
        memory.pagemaps().allPrivate().forEach(this::validate);
        int ranges = nrRanges();
        int pagemaps = memory.pagemaps().allPrivate().size();
        if (ranges != pagemaps) {
            throw new AssertionError(
                    "the tree holds " + ranges + " ranges for " + pagemaps + " pagemaps");
        }
    }

    @Override
    public void close() {
        memory.pagemaps().allPrivate().forEach(lifecycle::remove);
        tree.close();
    }

    private int nrRanges() {
        long end = 1L << memory.machine().limits().maxPhysmemBits();
        int ranges = 0;
        long index = 0;
        while (index <= end) {
            if (tree.load(index) != 0) {
                ranges++;
            }
            long last = tree.slotLast(index);
            index = last < 0 ? Long.MAX_VALUE : last + 1;
        }
        return ranges;
    }

    private void validate(Pagemap pagemap) {
        long pgmap = pagemap.address();
        check(tree.load(DevPagemap.start(pgmap)) == pgmap, pagemap, "starts outside the tree");
        check(tree.load(DevPagemap.last(pgmap)) == pgmap, pagemap, "ends outside the tree");
        check(DevPagemap.nrPages(pgmap) == pagemap.nrPages(), pagemap, "has another size");
        long inZone = StructPages.countFlags(DevPagemap.pages(pgmap), pagemap.nrPages(),
                PageFlags.ZONE_FIELD, (long) PageFlags.ZONE_DEVICE << PageFlags.ZONE_SHIFT);
        check(inZone == pagemap.nrPages(), pagemap, "has a page in another zone");
    }

    private static void check(boolean holds, Pagemap pagemap, String complaint) {
        if (!holds) {
            throw new AssertionError(pagemap + " " + complaint);
        }
    }
}
