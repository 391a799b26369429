package dev.hmmbench.mm;

import dev.hmmbench.count.Counter;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The four levels of page tables of one address space, each table a page of RAM with 512 entries.
 *
 * <pre>
 *   47     39 38     30 29     21 20     12 11       0
 *   +--------+---------+---------+---------+----------+
 *   |  PGD   |   PUD   |   PMD   |   PTE   |  offset  |
 *   +--------+---------+---------+---------+----------+
 * </pre>
 *
 * <p>A slot is passed as the address of its 8 bytes; 0 stands for a slot that no table holds.
 * Tables are locked each by a word in their own struct page.
 *
 * <p>Models arch/x86/include/asm/pgtable_64.h and mm/memory.c, __pte_alloc(), 6.19.
 * Fidelity: simplified (tables stay until the address space goes, also where munmap leaves them
 * empty, so that walks without the mmap lock are safe without RCU).
 */
final class PageTable {

    /** No table holds the slot. */
    static final long NO_SLOT = 0;
    /** There is no memory for a table that would hold the slot. */
    static final long NO_MEMORY = -1;

    private static final int PGD_SHIFT = 39;
    private static final int PUD_SHIFT = 30;
    private static final int INDEX_MASK = Pte.ENTRIES_PER_TABLE - 1;

    private final CoreMm core;
    private final long directMap;
    private final long vmemmap;
    private final long pgd;
    private final List<Long> retired = new ArrayList<>();
    private final Deque<Long> deposited = new ArrayDeque<>();
    private long nrTables;

    PageTable(CoreMm core) {
        this.core = core;
        this.directMap = core.directMap();
        this.vmemmap = core.vmemmap();
        this.pgd = newTable();
    }

    /** Returns the slot of the PMD level, or {@link #NO_SLOT}. */
    long pmdSlot(long address) {
        long pudEntry = Memory.getLong(slot(pgd, address, PGD_SHIFT));
        if (pudEntry == Pte.NONE) {
            return NO_SLOT;
        }
        long pmdEntry = Memory.getLong(slot(tableOf(pudEntry), address, PUD_SHIFT));
        if (pmdEntry == Pte.NONE) {
            return NO_SLOT;
        }
        return slot(tableOf(pmdEntry), address, Pte.PMD_SHIFT);
    }

    /** Returns the slot of the PTE level, or {@link #NO_SLOT}. */
    long pteSlot(long address) {
        long pmdSlot = pmdSlot(address);
        if (pmdSlot == NO_SLOT) {
            return NO_SLOT;
        }
        long pmd = Memory.getLongAcquire(pmdSlot);
        return isTable(pmd) ? pteSlotIn(pmd, address) : NO_SLOT;
    }

    /** Returns the slot of an address in the PTE table that a PMD entry points to. */
    long pteSlotIn(long pmd, long address) {
        return slot(tableOf(pmd), address, Pte.PAGE_SHIFT);
    }

    /**
     * Returns the slot of the PMD level, with its tables made if need be; {@link #NO_SLOT} without
     * memory for them.
     */
    long tryPmdSlot(long address) {
        long pmdSlot = pmdSlot(address);
        if (pmdSlot != NO_SLOT) {
            return pmdSlot;
        }
        synchronized (this) {
            long pud = ensureTable(slot(pgd, address, PGD_SHIFT));
            long pmd = pud == NO_SLOT ? NO_SLOT : ensureTable(slot(pud, address, PUD_SHIFT));
            return pmd == NO_SLOT ? NO_SLOT : slot(pmd, address, Pte.PMD_SHIFT);
        }
    }

    /**
     * Returns the slot of the PTE level, with its tables made if need be; {@link #NO_SLOT} where a
     * huge entry stands, {@link #NO_MEMORY} without memory for them.
     */
    long tryPteSlot(long address) {
        long pmdSlot = tryPmdSlot(address);
        if (pmdSlot == NO_SLOT) {
            return NO_MEMORY;
        }
        long pmd = Memory.getLongAcquire(pmdSlot);
        if (pmd == Pte.NONE) {
            long table = tryNewTable();
            if (table == NO_SLOT) {
                return NO_MEMORY;
            }
            pmd = publishIfNone(pmdSlot, table);
        }
        return isTable(pmd) ? pteSlotIn(pmd, address) : NO_SLOT;
    }

    /** Lets a slot point to a new table, unless another thread was quicker; returns the entry. */
    private long publishIfNone(long pmdSlot, long table) {
        long lock = lockTableOf(pmdSlot);
        boolean isWanted = Memory.getLong(pmdSlot) == Pte.NONE;
        if (isWanted) {
            publish(pmdSlot, table);
        }
        long pmd = Memory.getLong(pmdSlot);
        SpinLock.unlock(lock);
        if (!isWanted) {
            freeTable(table);
        }
        return pmd;
    }

    /**
     * Does the same as {@link #tryPmdSlot}.
     *
     * @throws dev.hmmbench.model.ModelException with ENOMEM without memory
     */
    long pmdSlotAllocated(long address) {
        long slot = tryPmdSlot(address);
        if (slot == NO_SLOT) {
            throw CoreMm.outOfMemory("a page table");
        }
        return slot;
    }

    /**
     * Does the same as {@link #tryPteSlot}.
     *
     * @throws dev.hmmbench.model.ModelException with ENOMEM without memory
     */
    long pteSlotAllocated(long address) {
        long slot = tryPteSlot(address);
        if (slot == NO_MEMORY) {
            throw CoreMm.outOfMemory("a page table");
        }
        return slot;
    }

    /** Lets a slot of the PMD level point to a new table; under the lock of the slot's table. */
    void publish(long pmdSlot, long table) {
        Memory.putLongRelease(pmdSlot, table - directMap | Pte.TABLE);
    }

    /**
     * Takes an empty PTE table out, so that a huge entry can take its place. Its memory stays until
     * the address space goes, for walks that are on their way in it. The mmap lock is held for
     * writing.
     */
    synchronized void retire(long address) {
        long pmdSlot = pmdSlot(address);
        if (pmdSlot != NO_SLOT && isTable(Memory.getLong(pmdSlot))) {
            retired.add(tableOf(Memory.getLong(pmdSlot)));
            Memory.putLongRelease(pmdSlot, Pte.NONE);
        }
    }

    /** Tells whether an entry of an upper level points to a table. */
    static boolean isTable(long entry) {
        return (entry & (Pte.PRESENT | Pte.HUGE)) == Pte.PRESENT;
    }

    /** Locks the table that holds a slot; returns the lock, for {@link SpinLock#unlock}. */
    long lockTableOf(long slot) {
        core.counters().increment(Counter.PAGE_TABLE_LOCKS);
        long lock = lockOf(slot);
        SpinLock.lock(lock);
        return lock;
    }

    /** Returns the lock of the table that holds a slot. */
    long lockOf(long slot) {
        return vmemmap + (slot - directMap >>> Pte.PAGE_SHIFT << StructPage.SIZE_SHIFT)
                + StructPage.PRIVATE_OFFSET;
    }

    /**
     * Returns the entry at an address, of 4 KiB or 2 MiB, without any lock; {@link Pte#NONE} where
     * there is no table.
     */
    long leafAt(long address) {
        long slot = pteSlot(address);
        if (slot == NO_SLOT) {
            slot = HugePmd.leafSlot(this, address);
        }
        return slot == NO_SLOT ? Pte.NONE : Memory.getLongAcquire(slot);
    }

    /** Stores an entry; under the lock of its table. */
    void set(long slot, long pte) {
        core.counters().increment(Counter.PAGE_TABLE_ENTRIES_WRITTEN);
        Memory.putLongRelease(slot, pte);
    }

    /**
     * Moves a whole PTE table to another address; tells whether it did, which it does not where a
     * table stands already. Both addresses are 2 MiB aligned.
     */
    synchronized boolean movePmd(long source, long target) {
        long sourceSlot = pmdSlot(source);
        long targetSlot = pmdSlotAllocated(target);
        if (Memory.getLong(targetSlot) != Pte.NONE) {
            return false;
        }
        long pmd = Memory.getLong(sourceSlot);
        set(sourceSlot, Pte.NONE);
        set(targetSlot, pmd);
        return true;
    }

    /** Takes tables out that a huge entry may want the place of. Models free_pgtables(). */
    void retireIn(Vma vma) {
        long first = vma.start() + Pte.PMD_BYTES - 1 & -Pte.PMD_BYTES;
        for (long at = first; vma.has(VmFlags.HUGEPAGE) && at + Pte.PMD_BYTES <= vma.end();
                at += Pte.PMD_BYTES) {
            retire(at);
        }
    }

    /**
     * Takes tables out that a mapping before this range has left behind, where this one wants huge
     * entries and has no pages yet: free_pgtables() would have taken them.
     */
    void retireUnused(Vma vma) {
        if (vma.anonVma() != null) {
            return;
        }
        long first = vma.start() + Pte.PMD_BYTES - 1 & -Pte.PMD_BYTES;
        for (long at = first; vma.has(VmFlags.HUGEPAGE) && at + Pte.PMD_BYTES <= vma.end();
                at += Pte.PMD_BYTES) {
            long slot = pteSlot(at);
            if (slot != NO_SLOT && isEmpty(slot)) {
                retire(at);
            }
        }
    }

    private static boolean isEmpty(long table) {
        for (int i = 0; i < Pte.ENTRIES_PER_TABLE; i++) {
            if (Memory.getLong(table + ((long) i << 3)) != Pte.NONE) {
                return false;
            }
        }
        return true;
    }

    /** Frees every table; the address space is dead afterwards. */
    void free() {
        freeBelow(pgd, PGD_SHIFT);
        retired.forEach(this::freeTable);
        retired.clear();
        assert deposited.isEmpty() : deposited.size() + " deposited tables lost";
        assert nrTables == 0 : nrTables + " page tables lost";
    }

    /** Returns how many tables there are. */
    long nrTables() {
        return nrTables;
    }

    private void freeBelow(long table, int shift) {
        for (int i = 0; shift > Pte.PAGE_SHIFT && i < Pte.ENTRIES_PER_TABLE; i++) {
            long entry = Memory.getLong(table + (long) i * Long.BYTES);
            if (isTable(entry)) {
                freeBelow(tableOf(entry), shift - 9);
            }
        }
        freeTable(table);
    }

    /** Returns the table that an entry of an upper level points to; NO_SLOT without memory. */
    private long ensureTable(long slot) {
        long entry = Memory.getLong(slot);
        if (entry != Pte.NONE) {
            return tableOf(entry);
        }
        long table = tryNewTable();
        if (table != NO_SLOT) {
            Memory.putLongRelease(slot, table - directMap | Pte.TABLE);
        }
        return table;
    }

    /**
     * Takes an empty table that nothing points to yet.
     *
     * @throws dev.hmmbench.model.ModelException with ENOMEM without memory
     */
    long newTable() {
        long table = tryNewTable();
        if (table == NO_SLOT) {
            throw CoreMm.outOfMemory("a page table");
        }
        return table;
    }

    /** Takes an empty table that nothing points to yet; NO_SLOT without memory. */
    synchronized long tryNewTable() {
        long page = core.allocatePage();
        if (page == StructPage.NO_PAGE) {
            return NO_SLOT;
        }
        Memory.putLong(page + StructPage.PRIVATE_OFFSET, 0);
        long table = core.bytesOf(page);
        Memory.zero(table, Pte.PAGE_BYTES);
        nrTables++;
        return table;
    }

    /** Keeps an empty table for the split of an entry of 2 MiB; under the lock of its table. */
    synchronized void deposit(long table) {
        deposited.addLast(table);
    }

    /** Takes a table that was kept: an entry is split or goes; under the lock of its table. */
    synchronized long withdraw() {
        return deposited.removeLast();
    }

    /** Frees an empty table that nothing points to. */
    synchronized void freeTable(long table) {
        nrTables--;
        core.putFolio(core.pageOfPfn(table - directMap >>> Pte.PAGE_SHIFT));
    }

    private long tableOf(long entry) {
        return directMap + (entry & Pte.FRAME_MASK);
    }

    private static long slot(long table, long address, int shift) {
        return table + ((address >>> shift & INDEX_MASK) << 3);
    }
}
