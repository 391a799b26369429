package dev.hmmbench.mm;

import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.LeafEntries;
import dev.hmmbench.model.LeafKind;
import java.util.Arrays;

/**
 * A look at the page tables of a range on behalf of a device, faulting pages in where the device
 * asks for it: struct hmm_range. Belongs to one thread and may be used again.
 *
 * <p>Models mm/hmm.c, hmm_range_fault() and below, 6.19 and the series. Fidelity: simplified
 * (present entries without a struct page are read like others).
 */
public final class RangeFault {

    private static final long REQUEST_FAULT = HmmPfns.VALID;
    private static final long REQUEST_WRITE = HmmPfns.WRITE;

    private final CoreMm core;
    private final Cpu cpu;
    private final AddressSpace mm;
    private final HmmPfns hmmPfns;
    private final LeafEntries entries;
    private final long[] words;
    private final Patience patience = new Patience();
    private long start;
    private long end;
    private long request;
    private long mask;
    private long owner;

    /**
     * Creates the words of looks at up to {@code maxPages} pages.
     *
     * @param cpu takes the faults; belongs to the same thread
     * @param mm what is looked at
     */
    public RangeFault(CoreMm core, Cpu cpu, AddressSpace mm, int maxPages) {
        this.core = core;
        this.cpu = cpu;
        this.mm = mm;
        this.hmmPfns = core.hmmPfns();
        this.entries = core.leafEntries();
        this.words = new long[maxPages];
    }

    /** What a look came to. */
    public enum Outcome {
        /** Every word is filled. */
        DONE,
        /** Entries changed meanwhile: start over. */
        BUSY,
        /** An address cannot be accessed: -EFAULT. */
        BAD_ADDRESS,
        /** An address may not be written: -EPERM. */
        NOT_PERMITTED
    }

    /** What the device asks for. */
    public enum Request {
        /** Nothing: a snapshot, which never faults, but where a page asks for itself. */
        SNAPSHOT(0),
        /** Every page shall be readable. */
        READ(REQUEST_FAULT),
        /** Every page shall be writable. */
        WRITE(REQUEST_FAULT | REQUEST_WRITE);

        private final long bits;

        Request(long bits) {
            this.bits = bits;
        }
    }

    /**
     * Looks at a range. The mmap lock is held for reading.
     *
     * @param notifier the mirror whose sequence number is watched
     * @param seen from {@link MmuNotifiers#readBegin}
     * @param privateOwner whose device pages are given out instead of being brought back
     */
    public Outcome run(IntervalNotifier notifier, long seen, long firstAddress, long endAddress,
            Request wanted, long privateOwner) {
        Arrays.fill(words, 0, (int) (endAddress - firstAddress >>> Pte.PAGE_SHIFT), 0);
        return run(notifier, seen, firstAddress, endAddress, wanted, 0, privateOwner);
    }

    /**
     * Looks at a range whose pages ask for themselves: before the call {@link #words} hold
     * {@link HmmPfns#VALID} where a page shall be readable, and {@link HmmPfns#WRITE} besides where
     * it shall be writable.
     *
     * @param wanted what is asked for of every page: default_flags
     * @param requestMask which bits of the words count: pfn_flags_mask
     */
    public Outcome run(IntervalNotifier notifier, long seen, long firstAddress, long endAddress,
            Request wanted, long requestMask, long privateOwner) {
        start = firstAddress;
        end = endAddress;
        request = wanted.bits;
        mask = requestMask;
        owner = privateOwner;
        long address = start;
        patience.renew();
        for (;;) {
            if (mm.notifiers().readRetry(notifier, seen)) {
                return Outcome.BUSY;
            }
            long next = walkFrom(address);
            if (next >= end) {
                return Outcome.DONE;
            }
            Outcome outcome = resolve(next);
            if (outcome != Outcome.DONE) {
                return outcome;
            }
            if (next == address) {
                patience.turn(address);
            } else {
                patience.renew();
            }
            address = next;
        }
    }

    /** Returns the words, one {@link HmmPfns} word for each page. */
    public long[] words() {
        return words;
    }

    /** Returns what is asked for of a page whose word is not filled yet. */
    private long requestOf(long address) {
        return words[position(address)] & mask | request;
    }

    /** Fills words from an address on; returns the address that needs a fault, or the end. */
    private long walkFrom(long from) {
        for (long address = from; address < end;) {
            Vma vma = mm.find(address);
            if (vma == null || vma.hasAny(VmFlags.IO | VmFlags.PFNMAP) || !vma.has(VmFlags.READ)) {
                if ((requestOf(address) & (REQUEST_FAULT | REQUEST_WRITE)) != 0) {
                    return address;
                }
                words[position(address)] = HmmPfns.ERROR;
                address += Pte.PAGE_BYTES;
                continue;
            }
            long blockEnd = Math.min(Math.min(end, vma.end()), (address | Pte.PMD_BYTES - 1) + 1);
            long reached = walkBlock(address, blockEnd);
            if (reached < blockEnd) {
                return reached;
            }
            address = blockEnd;
        }
        return end;
    }

    private long walkBlock(long from, long to) {
        PageTable table = mm.pageTable();
        long huge = HugePmd.leafSlot(table, from);
        if (huge != PageTable.NO_SLOT) {
            return walkHuge(Memory.getLongAcquire(huge), from, to);
        }
        long slot = table.pteSlot(from);
        for (long address = from; address < to; address += Pte.PAGE_BYTES) {
            long pte = slot == PageTable.NO_SLOT ? Pte.NONE : Memory.getLongAcquire(slot);
            long word = wordOf(pte, 0);
            if (needsFault(requestOf(address), word) && !isOwnDevicePage(pte, word)) {
                return address;
            }
            words[position(address)] = word;
            slot += slot == PageTable.NO_SLOT ? 0 : Long.BYTES;
        }
        return to;
    }

    /** Models hmm_vma_handle_pmd() and hmm_vma_handle_absent_pmd(). */
    private long walkHuge(long pmd, long from, long to) {
        long word = wordOf(pmd, CompoundPage.HUGE_ORDER);
        long first = (from & Pte.PMD_BYTES - 1) >>> Pte.PAGE_SHIFT;
        for (long address = from; address < to; address += Pte.PAGE_BYTES) {
            if (needsFault(requestOf(address), word) && !isOwnDevicePage(pmd, word)) {
                return address;
            }
            words[position(address)] = word == 0 ? 0
                    : word + first + (address - from >>> Pte.PAGE_SHIFT);
        }
        return to;
    }

    /** Tells whether the word is of the caller's own device page, which is given out as it is. */
    private static boolean isOwnDevicePage(long pte, long word) {
        return !Pte.isPresent(pte) && (word & HmmPfns.VALID) != 0;
    }

    /** Models hmm_pte_need_fault(). */
    private static boolean needsFault(long request, long word) {
        boolean lacksWrite = (request & REQUEST_WRITE) != 0 && (word & HmmPfns.WRITE) == 0;
        boolean lacksPage = (request & REQUEST_FAULT) != 0 && (word & HmmPfns.VALID) == 0;
        return lacksWrite || lacksPage;
    }

    private long wordOf(long pte, int order) {
        if (Pte.isNone(pte) || Pte.isProtnone(pte)) {
            return 0;
        }
        if (Pte.isPresent(pte)) {
            long writable = Pte.isWritable(pte) ? HmmPfns.WRITE : 0;
            return hmmPfns.fromPfn(Pte.pfnOf(pte), order) | HmmPfns.VALID | writable;
        }
        LeafKind kind = entries.kindOf(pte);
        if (!kind.isDevicePrivate()) {
            return 0;
        }
        // No lock is held: the page may have left, and its pagemap gone, since the entry was read.
        long page = entries.pageOf(pte);
        if (page == StructPage.NO_PAGE || ZoneDevice.ownerOf(page) != owner) {
            return 0;
        }
        return hmmPfns.fromDeviceNumber(entries.numberOf(pte), order) | HmmPfns.VALID
                | (kind.isWritable() ? HmmPfns.WRITE : 0);
    }

    /** Faults one address in. Models hmm_vma_fault() and hmm_vma_handle_pte(). */
    private Outcome resolve(long address) {
        Vma vma = mm.find(address);
        if (vma == null || vma.hasAny(VmFlags.IO | VmFlags.PFNMAP) || !vma.has(VmFlags.READ)) {
            return Outcome.BAD_ADDRESS;
        }
        Access access = (requestOf(address) & REQUEST_WRITE) != 0 ? Access.WRITE : Access.READ;
        if (access == Access.WRITE && !vma.has(VmFlags.WRITE)) {
            return Outcome.NOT_PERMITTED;
        }
        int result = cpu.handleFault(vma, address, access);
        return (result & FaultResult.ERROR) != 0 ? Outcome.BAD_ADDRESS : Outcome.DONE;
    }

    private int position(long address) {
        return (int) (address - start >>> Pte.PAGE_SHIFT);
    }
}
