package dev.hmmbench.mm;

/**
 * What may be done with a range of an address space.
 *
 * <p>Models include/linux/mm.h, the VM_ flags, 6.19. Fidelity: simplified (flags that nothing here
 * reads are left out).
 */
public final class VmFlags {

    /** May be read. */
    public static final long READ = 1L;
    /** May be written. */
    public static final long WRITE = 1L << 1;
    /** May be executed. */
    public static final long EXEC = 1L << 2;
    /** Shared with children instead of copied on write. */
    public static final long SHARED = 1L << 3;
    /** May become writable by mprotect. */
    public static final long MAYWRITE = 1L << 5;
    /** Frames without struct page. */
    public static final long PFNMAP = 1L << 10;
    /** Memory of a device's registers. */
    public static final long IO = 1L << 14;
    /** May not grow by mremap. */
    public static final long DONTEXPAND = 1L << 18;
    /** Huge pages of a hugetlb file. */
    public static final long HUGETLB = 1L << 22;
    /** Frames with and without struct page. */
    public static final long MIXEDMAP = 1L << 28;

    /** 2 MiB pages are wanted: MADV_HUGEPAGE. */
    public static final long HUGEPAGE = 1L << 29;
    /** 2 MiB pages are not wanted: MADV_NOHUGEPAGE. */
    public static final long NOHUGEPAGE = 1L << 30;

    /** What migration, and much else, leaves alone. */
    public static final long SPECIAL = IO | DONTEXPAND | PFNMAP | MIXEDMAP;

    /** Readable and writable. */
    public static final long READ_WRITE = READ | WRITE;

    /** What mprotect changes. */
    static final long ACCESS = READ | WRITE | EXEC;

    private VmFlags() {}

    /** Tells whether writing makes a private copy. */
    static boolean isCowMapping(long flags) {
        return (flags & (SHARED | MAYWRITE)) == MAYWRITE;
    }

    /**
     * Returns the bits of a new page-table entry. Private writable memory starts read-only: a write
     * faults first.
     *
     * <p>Models mm/mmap.c, vm_get_page_prot(), 6.19. Fidelity: modelled.
     */
    static long pageProtection(long flags) {
        if ((flags & ACCESS) == 0) {
            return Pte.PROTNONE | Pte.ACCESSED;
        }
        long protection = Pte.PRESENT | Pte.USER | Pte.ACCESSED;
        if ((flags & EXEC) == 0) {
            protection |= Pte.NX;
        }
        if ((flags & (SHARED | WRITE)) == (SHARED | WRITE)) {
            protection |= Pte.WRITE;
        }
        return protection;
    }
}
