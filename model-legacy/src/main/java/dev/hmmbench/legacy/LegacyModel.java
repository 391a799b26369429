package dev.hmmbench.legacy;

import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPages;
import dev.hmmbench.model.Carriers;
import dev.hmmbench.model.CheckedLifecycle;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.Numbers;
import dev.hmmbench.model.SwapEntryCode;
import dev.hmmbench.physmem.PageAllocator;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PhysicalMemory;

/** The legacy design on one machine. */
final class LegacyModel implements MemoryModel {

    private final String name;
    private final PhysicalMemory memory;
    private final Lifecycle lifecycle;
    private final Numbers numbers;
    private final Carriers carriers;

    LegacyModel(String name, PhysicalMemory memory) {
        this.name = name;
        this.memory = memory;
        SwapEntryCode code =
                SwapEntryCode.ofPhysmemBits(memory.machine().limits().maxPhysmemBits());
        this.lifecycle = new CheckedLifecycle(new LegacyLifecycle(memory), memory);
        LegacyNumbers legacyNumbers = new LegacyNumbers(memory.vmemmap(), memory.counters());
        this.numbers = legacyNumbers;
        this.carriers = new LegacyCarriers(legacyNumbers, code);
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
    public void validate() {
        memory.validate();
        memory.pagemaps().allPrivate().forEach(this::validate);
    }

    @Override
    public void close() {
        memory.pagemaps().allPrivate().forEach(lifecycle::remove);
    }

    private void validate(Pagemap pagemap) {
        long first = pagemap.firstNumber();
        long end = first + pagemap.nrPages();
        check(memory.pagemapAt(first) == pagemap.address()
                        && memory.pagemapAt(end - 1) == pagemap.address(),
                pagemap, "is not in the array of pagemaps");
        for (long pfn = first; pfn < end; pfn += PageAllocator.HUGE_PAGES) {
            check(memory.isPfnValid(pfn), pagemap, "has a PFN that is not valid");
        }
        long inZone = StructPages.countFlags(memory.vmemmap().pageOf(first), pagemap.nrPages(),
                PageFlags.ZONE_FIELD, (long) PageFlags.ZONE_DEVICE << PageFlags.ZONE_SHIFT);
        check(inZone == pagemap.nrPages(), pagemap, "has a page in another zone");
    }

    private static void check(boolean holds, Pagemap pagemap, String complaint) {
        if (!holds) {
            throw new AssertionError(pagemap + " " + complaint);
        }
    }
}
