package dev.hmmbench.physmem;

import dev.hmmbench.count.Counters;
import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.lib.ResourceTree;
import dev.hmmbench.memory.Mapping;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PhysicalRange;
import java.util.List;

/**
 * The physical memory of one machine, as both kernels manage it, from boot until it is closed.
 * Serves one model.
 */
public final class PhysicalMemory implements AutoCloseable {

    private static final long DEFAULT_MANAGED_BYTES = 512L << 20;
    /** Room behind RAM for memory of devices that the CPU can access. */
    private static final long DEVICE_BYTES = 1L << 30;
    private static final long SECTION_BYTES = 128L << 20;

    private final Machine machine;
    private final BootOptions options;
    private final Counters counters = new Counters();
    private final Warnings warnings = new Warnings(counters);
    private final AllocationPlan allocationPlan = new AllocationPlan();
    private final ResourceTree iomem;
    private final Vmemmap vmemmap;
    private final List<Mapping> ramStructPages;
    private final DirectMap directMap;
    private final PageAllocator ram;
    private final Slab slab;
    private final KernelPageTables tables;
    private final VmemmapPopulation population;
    private final MemSections sections;
    private final DeviceZone[] zonesByNode;
    private final PagemapArray pagemapArray;
    private final Pagemaps pagemaps;
    private final PercpuRef percpuRef;
    private final KernelWindow deviceStructPages;
    private final KernelWindow vmallocWindow;
    private final Vmalloc vmalloc;
    private final Kvmalloc kvmalloc;
    private final MemremapPages memremapPages;
    private FreeRegionSearch regionSearch = FreeRegionSearch.LITERAL;

    /** Boots a machine with 512 MiB of touched memory. */
    public PhysicalMemory(Machine machine) {
        this(machine, BootOptions.pooled(DEFAULT_MANAGED_BYTES));
    }

    /**
     * Boots a machine.
     *
     * @throws IllegalArgumentException if it has less RAM than shall be managed
     * @throws dev.hmmbench.memory.MemoryRefusedException if this system cannot hold it
     */
    public PhysicalMemory(Machine machine, BootOptions options) {
        this.machine = machine;
        this.options = options;
        Limits limits = machine.limits();
        List<PhysicalRange> systemRam = machine.systemRam();
        List<PhysicalRange> managed = ManagedRam.choose(systemRam, options.managedBytes());
        this.iomem = machine.newResourceTree(counters);
        iomem.setDescriptorSource(
                () -> allocationPlan.admits(AllocationSite.RESOURCE_DESCRIPTOR));
        this.vmemmap = new Vmemmap(machine.endPfn());
        this.ramStructPages =
                ManagedRam.mapStructPages(vmemmap, systemRam, limits.sectionBits());
        this.directMap = new DirectMap(
                managed, systemRam.getLast().end() + DEVICE_BYTES, options.backing());
        ManagedRam.initialiseStructPages(vmemmap, managed);
        this.ram = new PageAllocator(vmemmap, directMap, managed, allocationPlan, counters);
        this.slab = new Slab(ram, allocationPlan, counters);
        this.tables = new KernelPageTables(ram, directMap, levelsOf(limits), counters);
        this.deviceStructPages =
                new KernelWindow(vmemmap.range(), directMap, options.backing());
        this.population =
                new VmemmapPopulation(vmemmap, tables, ram, deviceStructPages, counters);
        this.sections = new MemSections(
                vmemmap, population, slab, limits.sectionBits(), systemRam, counters);
        vmemmap.setValidity(sections::isValid);
        this.zonesByNode = newZones(options.nrNodes(), systemRam);
        this.pagemapArray = new PagemapArray(
                allocationPlan.gate(AllocationSite.XARRAY_NODE), counters);
        this.pagemaps = new Pagemaps(slab);
        this.percpuRef = new PercpuRef(slab, allocationPlan, counters);
        VmallocAddresses addresses = new VmallocAddresses();
        this.vmallocWindow = new KernelWindow(addresses.range(), directMap, options.backing());
        this.vmalloc = new Vmalloc(tables, ram, addresses, vmallocWindow, slab, counters);
        this.kvmalloc = new Kvmalloc(ram, slab, vmalloc, warnings, counters);
        this.memremapPages = new MemremapPages(iomem, pagemapArray,
                new MemoryHotplug(sections, vmemmap, zonesByNode, limits.usableLast(), warnings,
                        counters),
                percpuRef, slab, options.devicePrivate(), warnings, counters);
        counters.reset();
    }

    /** Returns the machine. */
    public Machine machine() {
        return machine;
    }

    /** Returns how it was booted. */
    public BootOptions options() {
        return options;
    }

    /** Returns the event counts of this memory and of the model that uses it. */
    public Counters counters() {
        return counters;
    }

    /** Returns the warnings of this memory and of the model that uses it. */
    public Warnings warnings() {
        return warnings;
    }

    /** Returns what decides which allocations fail. */
    public AllocationPlan allocationPlan() {
        return allocationPlan;
    }

    /** Returns the page allocator: RAM pages with struct pages and content. */
    public PageAllocator ram() {
        return ram;
    }

    /**
     * Returns the first page frame of the room behind RAM for memory of devices that the CPU can
     * access; its struct pages come from {@link #memremapPages}.
     */
    public long deviceMemoryPfn() {
        long end = machine.systemRam().getLast().end();
        return (end + SECTION_BYTES - 1 & -SECTION_BYTES) >>> PageAllocator.PAGE_SHIFT;
    }

    /** Gives page frames of the room for devices content, zeroes at first. */
    public void openDeviceMemory(long startPfn, long nrPages) {
        directMap.open(startPfn, nrPages);
    }

    /** Returns the array of struct pages by page frame number. */
    public Vmemmap vmemmap() {
        return vmemmap;
    }

    /** Returns the map of the physical address space. */
    public ResourceTree iomem() {
        return iomem;
    }

    /** Returns all pagemaps. */
    public Pagemaps pagemaps() {
        return pagemaps;
    }

    /** Returns the reference counts of pagemaps. */
    public PercpuRef percpuRef() {
        return percpuRef;
    }

    /** Returns kernel memory of any size. */
    public Kvmalloc kvmalloc() {
        return kvmalloc;
    }

    /** Returns what gives physical addresses struct pages. */
    public MemremapPages memremapPages() {
        return memremapPages;
    }

    /** Returns ZONE_DEVICE of a memory node. */
    public DeviceZone deviceZone(int nid) {
        return zonesByNode[nid];
    }

    /** Tells whether a page frame number has a struct page: pfn_valid(). */
    public boolean isPfnValid(long pfn) {
        return sections.isValid(pfn);
    }

    /** Returns the pagemap in the array of pagemaps at a page frame number, or 0. */
    public long pagemapAt(long pfn) {
        return pagemapArray.get(pfn);
    }

    /** Returns the migrate type of the 2 MiB around a page frame number that is valid. */
    public int migrateType(long pfn) {
        return sections.migrateType(pfn);
    }

    /** Returns pages of a memory section. */
    public long pagesPerSection() {
        return sections.pagesPerSection();
    }

    /** Returns how free regions are searched for. */
    public FreeRegionSearch regionSearch() {
        return regionSearch;
    }

    /**
     * Chooses how free regions are searched for: the kernel's way, or a fast one with the same
     * answers and counts for setting up many pagemaps outside any timing.
     */
    public void setRegionSearch(FreeRegionSearch search) {
        this.regionSearch = search;
    }

    /** Makes all free blocks of 2 MiB and more untouched again: their next use pays page faults. */
    public void discardFreeBlocks() {
        ram.discardFreeBlocks();
        deviceStructPages.discardIdle();
        vmallocWindow.discardIdle();
    }

    /** Returns what is in use of everything that a removal must give back. */
    public MemoryTotals totals() {
        long pages = ram.nrManaged() - ram.nrFree() - slab.nrPages() - tables.nrTables();
        return new MemoryTotals(
                pages,
                slab.nrInUse() - sections.nrRoots(),
                sections.nrPresent(),
                population.nrBlocks(),
                population.nrBasePages(),
                vmalloc.nrAreas(),
                pagemaps.all().size(),
                pagemapArray.nrNodes(),
                iomem.children().length);
    }

    /** Returns what all pagemaps take, read from the structures themselves. */
    public Footprint footprint() {
        long arrays = 0;
        for (Pagemap pagemap : pagemaps.all()) {
            arrays += kvmalloc.sizeAbove(DevPagemap.pages(pagemap.address()), Slab.MAX_BYTES);
        }
        long inVmalloc = pagemaps.all().stream()
                .map(pagemap -> DevPagemap.pages(pagemap.address()))
                .filter(vmalloc::contains).mapToLong(vmalloc::sizeOf).sum();
        return new Footprint(
                population.nrBlocks() * PageAllocator.PAGE_BYTES * PageAllocator.HUGE_PAGES
                        + population.nrBasePages() * PageAllocator.PAGE_BYTES + arrays,
                vmalloc.bytesInUse() - inVmalloc,
                tables.nrTables() * PageAllocator.PAGE_BYTES,
                (long) pagemapArray.nrNodes() * Footprint.XARRAY_NODE_BYTES,
                slab.bytesInUse());
    }

    /**
     * Re-derives every total and walks every structure.
     *
     * @throws AssertionError naming the first broken invariant
     */
    public void validate() {
        iomem.validate();
        ram.validate();
        slab.validate();
        tables.validate();
        sections.validate();
        pagemapArray.validate();
        pagemaps.validate();
        vmalloc.validate();
        for (DeviceZone zone : zonesByNode) {
            zone.validate();
        }
    }

    /** Gives all memory back to the system. Every address of it is dead afterwards. */
    @Override
    public void close() {
        vmalloc.close();
        sections.close();
        ram.close();
        directMap.close();
        vmemmap.close();
        ramStructPages.forEach(Mapping::close);
    }

    private static int levelsOf(Limits limits) {
        return limits.maxPhysmemBits() <= 46 ? 4 : 5;
    }

    private static DeviceZone[] newZones(int nrNodes, List<PhysicalRange> ram) {
        DeviceZone[] zones = new DeviceZone[nrNodes];
        for (int nid = 0; nid < nrNodes; nid++) {
            zones[nid] = new DeviceZone();
        }
        long startPfn = ram.getFirst().start() >>> PageAllocator.PAGE_SHIFT;
        long endPfn = ram.getLast().end() >>> PageAllocator.PAGE_SHIFT;
        zones[0].widenNode(startPfn, endPfn - startPfn);
        return zones;
    }
}
