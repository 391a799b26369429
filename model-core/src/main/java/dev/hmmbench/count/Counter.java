package dev.hmmbench.count;

import java.util.Locale;

/** One kind of event that a model counts. The report prints them in this order. */
public enum Counter {
    /** Walks from the root of a maple tree to a leaf, one for each number turned into a page. */
    TREE_WALKS("walks"),
    /** Maple tree nodes entered by those walks, and by searches for a free range. */
    TREE_NODES_VISITED("nodes"),
    /** Pivots that lookups compare inside those nodes. */
    TREE_PIVOTS_COMPARED("pivots"),
    /** Maple tree nodes allocated. */
    TREE_NODES_ALLOCATED("nodes"),
    /** Maple tree nodes freed. */
    TREE_NODES_FREED("nodes"),
    /** Candidates that a free-region search tested. */
    REGION_PROBES("candidates"),
    /** Children of the root that those tests walked past. */
    REGION_NODES_VISITED("nodes"),
    /** Slots of an xarray written. */
    XARRAY_SLOTS_WRITTEN("slots"),
    /** Nodes of an xarray entered by lookups. */
    XARRAY_NODES_VISITED("nodes"),
    /** Struct pages initialised. */
    STRUCT_PAGES_INITIALISED("pages"),
    /** Bytes stored into struct pages by their initialisation. */
    STRUCT_PAGE_BYTES_STORED("bytes"),
    /** Bytes cleared in a pass of its own, before initialisation. */
    BYTES_ZEROED("bytes"),
    /** Memory sections added. */
    SECTIONS_ADDED("sections"),
    /** Memory sections removed. */
    SECTIONS_REMOVED("sections"),
    /** Huge (2 MiB) blocks taken from the page allocator. */
    HUGE_BLOCKS_ALLOCATED("blocks"),
    /** Huge (2 MiB) blocks given back to the page allocator in one piece. */
    HUGE_BLOCKS_FREED("blocks"),
    /** 4 KiB pages taken from the page allocator one by one. */
    BASE_PAGES_ALLOCATED("pages"),
    /** 4 KiB pages given back to the page allocator one by one. */
    BASE_PAGES_FREED("pages"),
    /** 4 KiB pages of vmemmap that the kernel loses at a removal; the model recycles them. */
    PAGES_LEAKED("pages"),
    /** Small objects taken from the slab allocator. */
    SLAB_OBJECTS_ALLOCATED("objects"),
    /** Small objects given back to the slab allocator. */
    SLAB_OBJECTS_FREED("objects"),
    /** Page-table pages allocated for the vmemmap or the vmalloc area. */
    PAGE_TABLES_ALLOCATED("pages"),
    /** Acquisitions of the resource lock for writing. */
    RESOURCE_LOCK_WRITES("acquisitions"),
    /** Acquisitions of the resource lock for reading. */
    RESOURCE_LOCK_READS("acquisitions"),
    /** Acquisitions of the memory hotplug lock for writing. */
    HOTPLUG_LOCK_WRITES("acquisitions"),
    /** Acquisitions of a maple tree's spinlock. */
    TREE_LOCKS("acquisitions"),
    /** Acquisitions of a page-table lock. */
    PAGE_TABLE_LOCKS("acquisitions"),
    /** Folio locks taken. */
    FOLIO_LOCKS("acquisitions"),
    /** Grace periods waited for: counted, never slept. */
    GRACE_PERIODS("waits"),
    /** Reschedule points passed. */
    RESCHEDULE_POINTS("points"),
    /** TLB flushes on all CPUs. */
    TLB_FLUSHES("flushes"),
    /** MMU notifier brackets opened. */
    NOTIFIER_BRACKETS("brackets"),
    /** Device page numbers turned into pages. */
    NUMBERS_TO_PAGES("conversions"),
    /** Device pages turned into numbers. */
    PAGES_TO_NUMBERS("conversions"),
    /** Pages whose content was copied. */
    PAGES_COPIED("pages"),
    /** Page-table entries written. */
    PAGE_TABLE_ENTRIES_WRITTEN("entries"),
    /** Page-table entries read by reverse-mapping walks. */
    RMAP_ENTRIES_VISITED("entries"),
    /** Warnings that the kernel would have printed. */
    KERNEL_WARNINGS("warnings");

    private final String unit;

    Counter(String unit) {
        this.unit = unit;
    }

    /** Returns what one event is, in the plural: {@code walks}, {@code bytes}. */
    public String unit() {
        return unit;
    }

    /** Returns the name used in files and tables: {@code tree-walks}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
