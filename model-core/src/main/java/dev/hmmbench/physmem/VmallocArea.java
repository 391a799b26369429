package dev.hmmbench.physmem;

/**
 * One area of vmalloc memory: struct vm_struct.
 *
 * @param address of the first byte
 * @param sizeBytes rounded up to the page size in use
 * @param pageList address of the list of its struct pages, 8 bytes for each 4 KiB
 * @param nrPages pages of 4 KiB
 * @param descriptor address of the kernel's vm_struct
 * @param node address of the kernel's vmap_area
 */
record VmallocArea(
        long address,
        long sizeBytes,
        long pageList,
        long nrPages,
        long descriptor,
        long node) {

    /** Bytes of a vm_struct. */
    static final int DESCRIPTOR_BYTES = 72;
    /** Bytes of a vmap_area. */
    static final int NODE_BYTES = 72;

    /** Returns bytes of the list of pages. */
    long pageListBytes() {
        return nrPages * Long.BYTES;
    }
}
