package dev.hmmbench.physmem;

/**
 * The kinds of memory that a pagemap may describe.
 *
 * <p>Models include/linux/memremap.h, enum memory_type, 6.19. Fidelity: modelled.
 */
public enum PagemapType {
    /** Memory that only the device can access. */
    PRIVATE(1),
    /** Device memory that the CPU can access coherently. */
    COHERENT(2),
    /** Persistent memory below a file system. */
    FS_DAX(3),
    /** Other memory. */
    GENERIC(4),
    /** Memory of a PCI device that its peers access. */
    PCI_P2PDMA(5);

    private final int value;

    PagemapType(int value) {
        this.value = value;
    }

    /** Returns the kernel's number. */
    public int value() {
        return value;
    }
}
