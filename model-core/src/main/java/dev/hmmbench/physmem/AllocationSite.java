package dev.hmmbench.physmem;

/** The places where the modelled kernel asks for memory, as failure injection tells them apart. */
public enum AllocationSite {
    /** A small object of the slab allocator. */
    SLAB_OBJECT,
    /** A page of kernel page tables. */
    PAGE_TABLE,
    /** A 2 MiB block for struct pages. */
    HUGE_BLOCK,
    /** A physically contiguous block that a large kmalloc asks for. */
    KMALLOC_BLOCK,
    /** A 4 KiB page for struct pages or for a list of pages. */
    BASE_PAGE,
    /** The per-CPU counter of a reference. */
    PERCPU_COUNTER,
    /** The descriptor of a region of physical addresses. */
    RESOURCE_DESCRIPTOR,
    /** A node of the tree of device-private ranges. */
    TREE_NODE,
    /** A node of the array of pagemaps. */
    XARRAY_NODE,
    /** A page of ordinary memory, for user data. */
    USER_PAGE,
    /** A 2 MiB folio of ordinary memory, for user data. */
    USER_HUGE_PAGE
}
