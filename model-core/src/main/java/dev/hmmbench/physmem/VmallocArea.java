package dev.hmmbench.physmem;

/**
 * One area of vmalloc memory: struct vm_struct.
 *
 * @param address of the first byte
 * @param sizeBytes rounded up to the page size in use
 * @param pageList its struct pages
 * @param nrPages pages of 4 KiB
 * @param descriptor address of the kernel's vm_struct
 * @param node address of the kernel's vmap_area
 */
record VmallocArea(
        long address,
        long sizeBytes,
        PageList pageList,
        long nrPages,
        long descriptor,
        long node) {

    /** Bytes of a vm_struct. */
    static final int DESCRIPTOR_BYTES = 72;
    /** Bytes of a vmap_area. */
    static final int NODE_BYTES = 72;
}
