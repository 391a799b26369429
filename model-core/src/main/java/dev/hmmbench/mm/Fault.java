package dev.hmmbench.mm;

import org.jspecify.annotations.Nullable;

/**
 * A fault that is being handled: struct vm_fault. Belongs to one {@link Cpu} and is used again for
 * its next fault.
 *
 * <p>Models include/linux/mm.h, 6.19. Fidelity: simplified (faults hold the mmap lock, never a lock
 * of their range alone).
 */
public final class Fault {

    private final CoreMm core;
    private final MigrateVma migration;
    private @Nullable MigrateVma hugeMigration;
    private @Nullable Vma vma;
    private long address;
    private Access access = Access.READ;
    private long page;

    /** Entry found, before any lock. */
    long entry;
    /** Slot of the entry. */
    long slot;

    Fault(CoreMm core) {
        this.core = core;
        this.migration = new MigrateVma(core, 1);
    }

    /** Returns the range, whose address space is locked for reading. */
    public Vma vma() {
        if (vma == null) {
            throw new IllegalStateException("no fault is being handled");
        }
        return vma;
    }

    /** Returns the address of the page that was accessed. */
    public long address() {
        return address;
    }

    /** Returns what was tried. */
    public Access access() {
        return access;
    }

    /** Returns the device page that the entry held; locked and referenced by the fault. */
    public long page() {
        return page;
    }

    /**
     * Returns the words of a migration of one page, for the driver that is asked to bring it back.
     */
    public MigrateVma migration() {
        return migration;
    }

    /** Returns the words of a migration of 2 MiB, otherwise as {@link #migration}. */
    public MigrateVma hugeMigration() {
        if (hugeMigration == null) {
            hugeMigration = new MigrateVma(core, HugePmd.NR_PAGES);
        }
        return hugeMigration;
    }

    /** Returns where the aligned 2 MiB around the address begin, within the range. */
    public long hugeStart() {
        return Math.max(vma().start(), HugePmd.startOf(address));
    }

    /** Returns where the aligned 2 MiB around the address end, within the range. */
    public long hugeEnd() {
        return Math.min(vma().end(), HugePmd.startOf(address) + Pte.PMD_BYTES);
    }

    void begin(Vma newVma, long newAddress, Access newAccess) {
        vma = newVma;
        address = newAddress & Pte.PAGE_MASK;
        access = newAccess;
        page = 0;
    }

    void setPage(long newPage) {
        page = newPage;
    }
}
