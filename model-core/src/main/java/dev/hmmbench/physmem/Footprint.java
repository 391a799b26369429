package dev.hmmbench.physmem;

/**
 * Memory that pagemaps take, by structure, in bytes.
 *
 * @param structPages struct pages: blocks and pages of the vmemmap, arrays of more than a slab
 *     object
 * @param pagePointers lists of the pages of vmalloc areas: 8 bytes for each 4 KiB of an array
 * @param pageTables page tables of vmemmap and vmalloc area
 * @param arrayNodes nodes of the array of pagemaps
 * @param objects small objects: pagemaps, their reference counts, section table and usage, caching
 *     types, descriptors of areas; with what size classes round up to
 */
public record Footprint(long structPages, long pagePointers, long pageTables, long arrayNodes,
        long objects) {

    /** Bytes of a struct xa_node. */
    public static final int XARRAY_NODE_BYTES = 576;

    /** Returns what this has more than an earlier one of the same machine. */
    public Footprint since(Footprint earlier) {
        return new Footprint(structPages - earlier.structPages,
                pagePointers - earlier.pagePointers, pageTables - earlier.pageTables,
                arrayNodes - earlier.arrayNodes, objects - earlier.objects);
    }

    /** Returns all of it. */
    public long total() {
        return structPages + pagePointers + pageTables + arrayNodes + objects;
    }
}
