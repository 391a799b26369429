package dev.hmmbench.mm;

/**
 * Why page-table entries are about to change.
 *
 * <p>Models include/linux/mmu_notifier.h, enum mmu_notifier_event, 6.19. Fidelity: modelled.
 */
public enum NotifierEvent {
    /** The range is unmapped or moved away. */
    UNMAP,
    /** Entries are cleared: copy on write, reclaim, MADV_DONTNEED. */
    CLEAR,
    /** The protection of a whole range changes. */
    PROTECTION_VMA,
    /** The protection of single pages changes: fork. */
    PROTECTION_PAGE,
    /** The address space goes away. */
    RELEASE,
    /** Pages migrate to or from the memory of the owner's device. */
    MIGRATE,
    /** Pages become exclusive to the owner's device. */
    EXCLUSIVE
}
