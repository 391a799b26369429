package dev.hmmbench.physmem;

/**
 * A driver's callbacks. Which of them a driver implements matters to creation, which refuses a
 * driver without them.
 *
 * <p>Models include/linux/memremap.h, struct dev_pagemap_ops, 6.19. Fidelity: simplified
 * (memory_failure is left out).
 */
public interface PagemapOps {

    /** A driver that gave no callbacks at all. */
    PagemapOps NONE = new PagemapOps() {};

    /** Tells whether the driver can take a freed folio back. */
    default boolean hasFolioFree() {
        return false;
    }

    /** Tells whether the driver can bring a page back when the CPU touches it. */
    default boolean hasMigrateToRam() {
        return false;
    }

    /** The last reference to a device folio was dropped. */
    default void folioFree(long folio) {
        throw new UnsupportedOperationException("folio_free");
    }

    /**
     * The CPU touched a device page.
     *
     * @param fault the fault in progress, of the mm that handles it
     * @return the mm's fault result
     */
    default int migrateToRam(Object fault) {
        throw new UnsupportedOperationException("migrate_to_ram");
    }

    /**
     * A device folio was split.
     *
     * @param head the folio that was split
     * @param tail one of the new folios, or 0 once at the end
     */
    default void folioSplit(long head, long tail) {}
}
