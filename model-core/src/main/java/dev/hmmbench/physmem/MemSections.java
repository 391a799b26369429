package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.platform.PhysicalRange;
import java.util.List;

/**
 * The table of memory sections: which parts of the physical address space have struct pages.
 *
 * <pre>
 *   struct mem_section          section_mem_map
 *   0                 8         63                                5   4  3  2  1  0
 *   +-----------------+----+    +---------------------------------+---+--+--+--+--+
 *   | section_mem_map |use |    | memmap - 64 * first pfn         | TZ|EA|ON|MM|PR|
 *   +-----------------+----+    +---------------------------------+---+--+--+--+--+
 *
 *   struct mem_section_usage: 16 bytes for RCU, one bit per 2 MiB, four bits per 2 MiB
 * </pre>
 *
 * <p>Models mm/sparse.c, sparse_add_section(), section_activate() and section_deactivate(), 6.19.
 * Fidelity: modelled (16-byte mem_section, no page extensions, no poisoning).
 */
final class MemSections implements AutoCloseable {

    /** Pages of a subsection, and of a pageblock: 2 MiB. */
    static final int SUBSECTION_PAGES = 512;
    /** Two of the four bits of a pageblock: its pages can be moved. */
    static final int MIGRATE_MOVABLE = 1;

    private static final int SECTION_BYTES = 16;
    private static final int PER_ROOT = (int) (PageAllocator.PAGE_BYTES / SECTION_BYTES);
    private static final int USAGE_OFFSET = 8;
    private static final long PRESENT = 1;
    private static final long HAS_MEM_MAP = 1 << 1;
    private static final long EARLY = 1 << 3;
    private static final long TAINT_ZONE_DEVICE = 1 << 4;
    private static final long FLAGS = (1 << 5) - 1;
    private static final int RCU_BYTES = 16;
    private static final int PAGEBLOCK_BITS = 4;

    private final Vmemmap vmemmap;
    private final VmemmapPopulation population;
    private final Slab slab;
    private final Counters counters;
    private final int pfnShift;
    private final long nrSections;
    private final int nrBitmapWords;
    private final int usageBytes;
    private final Mapping roots;
    private final Mapping earlyUsages;
    private long nrEarlyUsages;
    private long nrPresent;
    private long nrRoots;

    /** Creates the table with the sections of RAM, which are present from boot. */
    MemSections(
            Vmemmap vmemmap,
            VmemmapPopulation population,
            Slab slab,
            int sectionBits,
            List<PhysicalRange> ram,
            Counters counters) {
        this.vmemmap = vmemmap;
        this.population = population;
        this.slab = slab;
        this.counters = counters;
        this.pfnShift = sectionBits - PageAllocator.PAGE_SHIFT;
        this.nrSections = (vmemmap.endPfn() - 1 >>> pfnShift) + 1;
        int nrSubsections = 1 << pfnShift - PageAllocator.HUGE_ORDER;
        this.nrBitmapWords = Math.ceilDiv(nrSubsections, Long.SIZE);
        int nrPageblockWords = Math.ceilDiv(nrSubsections * PAGEBLOCK_BITS, Long.SIZE);
        this.usageBytes = RCU_BYTES + (nrBitmapWords + nrPageblockWords) * Long.BYTES;
        this.roots = Mapping.map(
                Math.ceilDiv(nrSections, PER_ROOT) * Long.BYTES, Mapping.Pages.BASE);
        this.earlyUsages = Mapping.map(
                Math.max(1, countSections(ram)) * usageBytes, Mapping.Pages.BASE);
        ram.forEach(this::addEarly);
    }

    /** Returns pages of a section. */
    long pagesPerSection() {
        return 1L << pfnShift;
    }

    /** Tells whether a PFN has a struct page: pfn_valid(). */
    boolean isValid(long pfn) {
        if (pfn < 0 || pfn >= vmemmap.endPfn()) {
            return false;
        }
        long section = sectionOf(pfn);
        if (section == Slab.NONE || (Memory.getLong(section) & HAS_MEM_MAP) == 0) {
            return false;
        }
        return isEarly(section) || isSubsectionSet(usageOf(section), pfn);
    }

    /**
     * Adds a piece of one section: sparse_add_section().
     *
     * @throws RefusedException if it is there already or there is no memory; nothing is left behind
     */
    void add(long pfn, long nrPages) {
        long section = sectionOrNewRoot(pfn);
        long usage = usageOf(section);
        boolean isNewUsage = usage == Slab.NONE;
        if (isNewUsage) {
            usage = slab.allocateZeroed(usageBytes);
            if (usage == Slab.NONE) {
                throw outOfMemory("the usage of section", pfn);
            }
            setUsage(section, usage);
        }
        try {
            fillSubsections(usage, pfn, nrPages);
        } catch (RefusedException present) {
            if (isNewUsage) {
                setUsage(section, Slab.NONE);
                slab.free(usage, usageBytes);
            }
            throw present;
        }
        if (isEarly(section)) {
            return;
        }
        VmemmapPopulation.Extent extent = nrPages == pagesPerSection()
                ? VmemmapPopulation.Extent.SECTION : VmemmapPopulation.Extent.PART;
        if (!population.populate(pfn, nrPages, extent)) {
            deactivate(section, pfn, nrPages);
            throw outOfMemory("the struct pages of section", pfn);
        }
        if ((Memory.getLong(section) & PRESENT) == 0) {
            nrPresent++;
            counters.increment(Counter.SECTIONS_ADDED);
        }
        long first = pfn & -pagesPerSection();
        long encoded = vmemmap.pageOf(first) - (first << StructPage.SIZE_SHIFT);
        assert (encoded & FLAGS) == 0 : "the vmemmap is not aligned";
        long flags = Memory.getLong(section) & FLAGS;
        Memory.putLong(section, encoded | flags | PRESENT | HAS_MEM_MAP);
    }

    /** Removes a piece of one section: sparse_remove_section(). */
    void remove(long pfn, long nrPages) {
        long section = sectionOf(pfn);
        assert section != Slab.NONE && (Memory.getLong(section) & PRESENT) != 0
                : "no section at PFN 0x" + Long.toHexString(pfn);
        if (deactivate(section, pfn, nrPages)) {
            nrPresent--;
            counters.increment(Counter.SECTIONS_REMOVED);
        }
    }

    /** Marks a section as holding a part of ZONE_DEVICE: section_taint_zone_device(). */
    void taint(long pfn) {
        long section = sectionOf(pfn);
        Memory.putLong(section, Memory.getLong(section) | TAINT_ZONE_DEVICE);
    }

    /** Sets the migrate type of the pageblock of a PFN: init_pageblock_migratetype(). */
    void setMigrateType(long pfn, int type) {
        int block = indexInSection(pfn) >>> PageAllocator.HUGE_ORDER;
        long word = pageblockWord(sectionOf(pfn), block);
        int shift = block * PAGEBLOCK_BITS % Long.SIZE;
        long old = Memory.getLong(word);
        long mask = (1L << PAGEBLOCK_BITS) - 1 << shift;
        Memory.putLong(word, old & ~mask | (long) type << shift);
    }

    /** Returns the migrate type of the pageblock of a PFN. */
    int migrateType(long pfn) {
        int block = indexInSection(pfn) >>> PageAllocator.HUGE_ORDER;
        long value = Memory.getLong(pageblockWord(sectionOf(pfn), block));
        return (int) (value >>> block * PAGEBLOCK_BITS % Long.SIZE) & (1 << PAGEBLOCK_BITS) - 1;
    }

    /** Returns sections that are present, those of RAM among them. */
    long nrPresent() {
        return nrPresent;
    }

    /** Returns root pages, which are never given back. */
    long nrRoots() {
        return nrRoots;
    }

    /** Walks all sections and counts them. */
    void validate() {
        long present = 0;
        long found = 0;
        for (long root = 0; root < Math.ceilDiv(nrSections, PER_ROOT); root++) {
            long sections = Memory.getLong(roots.address() + root * Long.BYTES);
            if (sections == Slab.NONE) {
                continue;
            }
            found++;
            for (int i = 0; i < PER_ROOT; i++) {
                present += validateSection(sections + (long) i * SECTION_BYTES);
            }
        }
        check(found == nrRoots, found + " section roots, not " + nrRoots);
        check(present == nrPresent, present + " sections present, not " + nrPresent);
    }

    /** Unmaps the table. */
    @Override
    public void close() {
        roots.close();
        earlyUsages.close();
    }

    private long sectionOrNewRoot(long pfn) {
        long number = pfn >>> pfnShift;
        long slot = roots.address() + number / PER_ROOT * Long.BYTES;
        if (Memory.getLong(slot) == Slab.NONE) {
            long root = slab.allocateZeroed((int) PageAllocator.PAGE_BYTES);
            if (root == Slab.NONE) {
                throw outOfMemory("the root of section", pfn);
            }
            Memory.putLong(slot, root);
            nrRoots++;
        }
        return sectionOf(pfn);
    }

    private long sectionOf(long pfn) {
        long number = pfn >>> pfnShift;
        long root = Memory.getLong(roots.address() + number / PER_ROOT * Long.BYTES);
        return root == Slab.NONE ? Slab.NONE : root + number % PER_ROOT * SECTION_BYTES;
    }

    /** Clears subsections, and the whole section when none is left; tells whether it is gone. */
    private boolean deactivate(long section, long pfn, long nrPages) {
        long usage = usageOf(section);
        clearSubsections(usage, pfn, nrPages);
        boolean isEarly = isEarly(section);
        boolean isLast = isEmpty(usage);
        if (isLast && !isEarly) {
            Memory.putLong(section, Memory.getLong(section) & ~HAS_MEM_MAP);
            setUsage(section, Slab.NONE);
            slab.free(usage, usageBytes);
        }
        if (!isEarly) {
            population.depopulate(pfn, nrPages);
        }
        if (isLast && !isEarly) {
            Memory.putLong(section, 0);
        }
        return isLast && !isEarly;
    }

    private void fillSubsections(long usage, long pfn, long nrPages) {
        int first = indexInSection(pfn) / SUBSECTION_PAGES;
        int last = (int) ((indexInSection(pfn) + nrPages - 1) / SUBSECTION_PAGES);
        if (nrPages <= 0) {
            throw new RefusedException(RefusedException.EINVAL, "no subsection to add");
        }
        for (int i = first; i <= last; i++) {
            if ((bitmapWord(usage, i) >>> i & 1) != 0) {
                throw new RefusedException(RefusedException.EEXIST,
                        "a subsection of PFN 0x" + Long.toHexString(pfn) + " is present");
            }
        }
        for (int i = first; i <= last; i++) {
            putBitmapWord(usage, i, bitmapWord(usage, i) | 1L << i);
        }
    }

    private void clearSubsections(long usage, long pfn, long nrPages) {
        int first = indexInSection(pfn) / SUBSECTION_PAGES;
        int last = (int) ((indexInSection(pfn) + nrPages - 1) / SUBSECTION_PAGES);
        for (int i = first; i <= last; i++) {
            assert (bitmapWord(usage, i) >>> i & 1) != 0 : "subsection " + i + " is not present";
            putBitmapWord(usage, i, bitmapWord(usage, i) & ~(1L << i));
        }
    }

    private boolean isSubsectionSet(long usage, long pfn) {
        int index = indexInSection(pfn) / SUBSECTION_PAGES;
        return usage != Slab.NONE && (bitmapWord(usage, index) >>> index & 1) != 0;
    }

    private boolean isEmpty(long usage) {
        for (int word = 0; word < nrBitmapWords; word++) {
            if (bitmapWord(usage, word * Long.SIZE) != 0) {
                return false;
            }
        }
        return true;
    }

    private static long bitmapWord(long usage, int bit) {
        return Memory.getLong(usage + RCU_BYTES + bit / Long.SIZE * Long.BYTES);
    }

    private static void putBitmapWord(long usage, int bit, long value) {
        Memory.putLong(usage + RCU_BYTES + bit / Long.SIZE * Long.BYTES, value);
    }

    private long pageblockWord(long section, int block) {
        int words = nrBitmapWords + block * PAGEBLOCK_BITS / Long.SIZE;
        return usageOf(section) + RCU_BYTES + (long) words * Long.BYTES;
    }

    private int indexInSection(long pfn) {
        return (int) (pfn & pagesPerSection() - 1);
    }

    private static long usageOf(long section) {
        return Memory.getLong(section + USAGE_OFFSET);
    }

    private static void setUsage(long section, long usage) {
        Memory.putLong(section + USAGE_OFFSET, usage);
    }

    private static boolean isEarly(long section) {
        return (Memory.getLong(section) & EARLY) != 0;
    }

    private long countSections(List<PhysicalRange> ram) {
        return ram.stream()
                .mapToLong(range -> lastSection(range) - firstSection(range) + 1)
                .sum();
    }

    private long firstSection(PhysicalRange range) {
        return range.start() >>> PageAllocator.PAGE_SHIFT + pfnShift;
    }

    private long lastSection(PhysicalRange range) {
        return range.last() >>> PageAllocator.PAGE_SHIFT + pfnShift;
    }

    private void addEarly(PhysicalRange range) {
        for (long number = firstSection(range); number <= lastSection(range); number++) {
            long pfn = number << pfnShift;
            long section = sectionOrNewRoot(pfn);
            if ((Memory.getLong(section) & PRESENT) == 0) {
                setUsage(section, earlyUsages.address() + nrEarlyUsages++ * usageBytes);
                Memory.putLong(section, vmemmap.pageOf(pfn) - (pfn << StructPage.SIZE_SHIFT)
                        | PRESENT | HAS_MEM_MAP | EARLY);
                nrPresent++;
            }
            markEarly(usageOf(section), number, range);
        }
    }

    private void markEarly(long usage, long number, PhysicalRange range) {
        long startPfn = Math.max(number << pfnShift, range.start() >>> PageAllocator.PAGE_SHIFT);
        long endPfn = Math.min(number + 1 << pfnShift,
                Math.ceilDiv(range.end(), PageAllocator.PAGE_BYTES));
        int last = indexInSection(endPfn - 1) / SUBSECTION_PAGES;
        for (int i = indexInSection(startPfn) / SUBSECTION_PAGES; i <= last; i++) {
            putBitmapWord(usage, i, bitmapWord(usage, i) | 1L << i);
        }
    }

    private long validateSection(long section) {
        long map = Memory.getLong(section);
        boolean isPresent = (map & PRESENT) != 0;
        check(isPresent == (usageOf(section) != Slab.NONE), "usage and presence disagree");
        check(isPresent == ((map & HAS_MEM_MAP) != 0), "memmap and presence disagree");
        check(!isPresent || isEarly(section) || !isEmpty(usageOf(section)),
                "a present section has no subsection");
        return isPresent ? 1 : 0;
    }

    private static void check(boolean holds, String complaint) {
        if (!holds) {
            throw new AssertionError("sections: " + complaint);
        }
    }

    private static RefusedException outOfMemory(String what, long pfn) {
        return new RefusedException(RefusedException.ENOMEM,
                "no memory for " + what + " of PFN 0x" + Long.toHexString(pfn));
    }
}
