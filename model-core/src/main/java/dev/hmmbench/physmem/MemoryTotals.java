package dev.hmmbench.physmem;

/**
 * What is in use of everything that creation takes and removal must give back. What the kernel
 * keeps for good (section roots, slabs, page tables of the vmalloc area) is left out.
 *
 * @param pages pages taken from the page allocator
 * @param slabObjects small objects
 * @param sections memory sections present
 * @param vmemmapBlocks 2 MiB blocks of struct pages
 * @param vmemmapPages single pages of struct pages
 * @param vmallocAreas areas of virtual memory
 * @param pagemaps pagemaps
 * @param arrayNodes nodes of the array of pagemaps
 * @param regions regions at the top level of the resource tree
 */
public record MemoryTotals(
        long pages,
        long slabObjects,
        long sections,
        long vmemmapBlocks,
        long vmemmapPages,
        long vmallocAreas,
        long pagemaps,
        long arrayNodes,
        long regions) {}
