package dev.hmmbench.device;

import dev.hmmbench.device.DmirrorPageTable.Tag;
import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.IntervalNotifier;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.NotifierEvent;
import dev.hmmbench.mm.RangeFault;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.HmmPfns;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.model.ModelException;
import java.util.function.BooleanSupplier;

/**
 * A test device opened on one address space, and its commands. Every command throws a
 * {@link ModelException} with the errno that the kernel's ioctl returns. Commands of one mirror are
 * for one thread at a time; other threads may use the address space meanwhile.
 *
 * <p>Models lib/test_hmm.c, struct dmirror and dmirror_fops_unlocked_ioctl(), 6.19. Fidelity:
 * simplified (commands are methods; a time limit is a number of attempts).
 */
public final class Dmirror implements AutoCloseable {

    /** Flag: the next allocation for a migration fails, and the flag goes. */
    public static final long FAIL_ALLOC = 1;

    private static final int MIGRATE_PAGES = CompoundPage.HUGE_PAGES;
    private static final int BATCH_PAGES = 64;
    private static final int PAGE_SHIFT = 12;
    /** How often a fault that loses a race is tried again; the kernel tries for one second. */
    private static final int MAX_RETRIES = 10_000;
    /** The test device gives no owner when it makes pages exclusive. */
    private static final long NO_OWNER = 0;

    private final CoreMm core;
    private final MigratePfns mpfns;
    private final DmirrorDevice device;
    private final AddressSpace mm;
    private final Cpu cpu;
    private final int number;
    private final MigrateVma migrate;
    private final RangeFault range;
    private final Object mutex = new Object();
    private final DmirrorPageTable pageTable = new DmirrorPageTable();
    private final Notifier notifier = new Notifier();
    private long flags;

    Dmirror(CoreMm core, DmirrorDevice device, AddressSpace mm, Cpu cpu, int number) {
        this.core = core;
        this.mpfns = core.migratePfns();
        this.device = device;
        this.mm = mm;
        this.cpu = cpu;
        this.number = number;
        this.migrate = new MigrateVma(core, MIGRATE_PAGES);
        this.range = new RangeFault(core, cpu, mm, BATCH_PAGES);
        mm.notifiers().insert(notifier);
    }

    /** Returns the address space. */
    public AddressSpace mm() {
        return mm;
    }

    /**
     * READ: the device reads pages, faulting them in where it does not mirror them.
     *
     * @param address page aligned
     * @param target receives the words of all pages; changed only on success
     */
    public DmirrorReply read(long address, int nrPages, int[] target) {
        DmirrorErrors.requireRange(address, nrPages);
        int[] bounce = new int[nrPages * DmirrorPageTable.INTS_PER_PAGE];
        long faults = 0;
        int copied = copyOut(address, 0, nrPages, bounce);
        while (copied < nrPages) {
            fault(address, copied, nrPages, RangeFault.Request.READ);
            faults++;
            copied = copyOut(address, copied, nrPages, bounce);
        }
        System.arraycopy(bounce, 0, target, 0, bounce.length);
        return new DmirrorReply(copied, faults);
    }

    /**
     * WRITE: the device writes pages, faulting them in where it may not write them.
     *
     * @param address page aligned
     * @param source the words of all pages
     */
    public DmirrorReply write(long address, int nrPages, int[] source) {
        DmirrorErrors.requireRange(address, nrPages);
        long faults = 0;
        int copied = copyIn(address, 0, nrPages, source);
        while (copied < nrPages) {
            fault(address, copied, nrPages, RangeFault.Request.WRITE);
            faults++;
            copied = copyIn(address, copied, nrPages, source);
        }
        return new DmirrorReply(copied, faults);
    }

    /**
     * MIGRATE_TO_DEV: moves pages to the device, then reads them through the device's page table.
     *
     * @param target receives the words of all pages; changed only on success
     */
    public DmirrorReply migrateToDevice(long address, int nrPages, int[] target) {
        DmirrorErrors.requireRange(address, nrPages);
        long stamp = mm.lockRead();
        try {
            long end = address + ((long) nrPages << PAGE_SHIFT);
            for (long from = address; from < end; from = migrate.end()) {
                setup(from, end, MigrateVma.SELECT_SYSTEM);
                device.copies().toDevice(migrate, this);
                migrate.pages();
                mapMigrated();
                migrate.finish();
            }
        } finally {
            mm.unlockRead(stamp);
        }
        return readMapped(address, nrPages, target);
    }

    /**
     * MIGRATE_TO_SYS: moves pages from this device to RAM. The reply counts a 2 MiB folio that
     * moved in one piece as one.
     */
    public DmirrorReply migrateToSystem(long address, int nrPages) {
        DmirrorErrors.requireRange(address, nrPages);
        long nrMigrated = 0;
        long stamp = mm.lockRead();
        try {
            long end = address + ((long) nrPages << PAGE_SHIFT);
            for (long from = address; from < end; from = migrate.end()) {
                setup(from, end, device.memoryKind().select());
                eraseMigrated(migrate);
                device.copies().toRam(
                        migrate.src(), migrate.dst(), migrate.nrPages(), this);
                migrate.pages();
                nrMigrated += countMigrated();
                migrate.finish();
            }
        } finally {
            mm.unlockRead(stamp);
        }
        return new DmirrorReply(nrMigrated, 0);
    }

    /**
     * SNAPSHOT: tells what is mapped, without faulting.
     *
     * @param bytes receives one {@link SnapshotByte} value for each page
     */
    public DmirrorReply snapshot(long address, int nrPages, int[] bytes) {
        DmirrorErrors.requireRange(address, nrPages);
        DmirrorErrors.requireProcess(mm);
        SnapshotWindow window = new SnapshotWindow(
                mutex, address, address + ((long) nrPages << PAGE_SHIFT));
        mm.notifiers().insert(window);
        try {
            for (int done = 0; done < nrPages; done += BATCH_PAGES) {
                int batch = Math.min(BATCH_PAGES, nrPages - done);
                long from = address + ((long) done << PAGE_SHIFT);
                int first = done;
                lookUntilStable(window, from, batch, RangeFault.Request.SNAPSHOT,
                        () -> describe(batch, bytes, first));
            }
        } finally {
            mm.notifiers().remove(window);
        }
        return new DmirrorReply(nrPages, 0);
    }

    private boolean describe(int nrPages, int[] bytes, int first) {
        for (int i = 0; i < nrPages; i++) {
            bytes[first + i] = SnapshotByte.of(core, device, range.words()[i]);
        }
        return true;
    }

    /**
     * EXCLUSIVE: makes pages exclusive to the device, then reads them through the device's page
     * table. Throws with EBUSY if a page cannot be made exclusive; those before it stay so.
     *
     * @param target receives the words of all pages; changed only on success
     */
    public DmirrorReply exclusive(long address, int nrPages, int[] target) {
        DmirrorErrors.requireRange(address, nrPages);
        DmirrorErrors.requireProcess(mm);
        long stamp = mm.lockRead();
        try {
            for (int i = 0; i < nrPages; i++) {
                long at = address + ((long) i << PAGE_SHIFT);
                long page = makeExclusive(at);
                synchronized (mutex) {
                    pageTable.put(at >>> PAGE_SHIFT, page, Tag.ATOMIC);
                }
                Folio.unlock(Folio.headOf(page));
                core.putFolio(Folio.headOf(page));
            }
        } finally {
            mm.unlockRead(stamp);
        }
        return readMapped(address, nrPages, target);
    }

    /** CHECK_EXCLUSIVE: fails with EPERM if a page of the range is still exclusive. */
    public DmirrorReply checkExclusive(long address, int nrPages) {
        DmirrorErrors.requireRange(address, nrPages);
        long index = address >>> PAGE_SHIFT;
        synchronized (mutex) {
            if (pageTable.hasAny(index, index + nrPages, Tag.ATOMIC)) {
                throw new ModelException(Errno.EPERM, "a page of the range at 0x"
                        + Long.toHexString(address) + " is exclusive");
            }
        }
        return new DmirrorReply(0, 0);
    }

    /** RELEASE: evicts everything from the device and gives its chunks back. */
    public DmirrorReply release() {
        device.removeChunks();
        return new DmirrorReply(0, 0);
    }

    /**
     * FLAGS: replaces the flags; {@link #FAIL_ALLOC} is the only one. The flags travel in the
     * number of pages, so that none at all is EINVAL.
     */
    public synchronized DmirrorReply setFlags(long newFlags) {
        if (newFlags == 0) {
            throw new ModelException(Errno.EINVAL, "flags of 0 are a range of no pages");
        }
        flags = newFlags;
        return new DmirrorReply(0, 0);
    }

    /**
     * Maps pages of the driver, one after the other. Models dmirror_fops_mmap().
     *
     * @throws ModelException with ENOMEM without memory
     */
    public Vma mmap(int nrPages, long access) {
        Vma vma = mm.mmapSpecial((long) nrPages << PAGE_SHIFT, access, VmFlags.MIXEDMAP);
        for (long at = vma.start(); at < vma.end(); at += Vma.PAGE_BYTES) {
            long page = core.allocateZeroedPage();
            if (page == StructPage.NO_PAGE) {
                throw new ModelException(Errno.ENOMEM, "no page for the driver's mapping");
            }
            mm.insertPage(vma, at, page);
            core.putFolio(page);
        }
        return vma;
    }

    /** Returns how many pages the device has in its page table. */
    public int nrMirroredPages() {
        synchronized (mutex) {
            return pageTable.nrEntries();
        }
    }

    /** Closes the file: evicts the whole device, whoever uses it. */
    @Override
    public void close() {
        mm.notifiers().remove(notifier);
        synchronized (mutex) {
            pageTable.clear();
        }
        device.evictAll();
        device.forget(this);
    }

    /** Checks the device's page table against the process's, while nothing migrates. */
    public void validate() {
        synchronized (mutex) {
            pageTable.validate(core, mm);
        }
    }

    int number() {
        return number;
    }

    /** Tells whether the next allocation shall fail, and lets those after it succeed. */
    synchronized boolean takeFailAlloc() {
        boolean mustFail = (flags & FAIL_ALLOC) != 0;
        flags &= ~FAIL_ALLOC;
        return mustFail;
    }

    /** Forgets the pages of a migration away from the device. */
    void eraseMigrated(MigrateVma leaving) {
        synchronized (mutex) {
            long index = leaving.start() >>> PAGE_SHIFT;
            for (int i = 0; i < leaving.nrPages(); i++) {
                if ((leaving.src()[i] & MigratePfns.MIGRATE) != 0) {
                    pageTable.removeThrough(
                            index + i, index + i + nrPagesOf(leaving.src()[i]) - 1);
                }
            }
        }
    }

    private long makeExclusive(long address) {
        try {
            return core.deviceExclusive().make(cpu, mm, address, NO_OWNER);
        } catch (ModelException refused) {
            throw new ModelException(Errno.EBUSY, "the page at 0x"
                    + Long.toHexString(address) + " was not made exclusive: "
                    + refused.getMessage());
        }
    }

    private void setup(long from, long end, int select) {
        Vma vma = mm.find(from);
        if (vma == null || !vma.has(VmFlags.READ)) {
            throw new ModelException(Errno.EINVAL,
                    "nothing readable is mapped at 0x" + Long.toHexString(from));
        }
        long to = Math.min(Math.min(end, vma.end()), from + ((long) MIGRATE_PAGES << PAGE_SHIFT));
        migrate.setup(vma, from, to, select | MigrateVma.SELECT_COMPOUND, device.owner(),
                StructPage.NO_PAGE);
    }

    /** Models dmirror_migrate_finalize_and_map(). */
    private void mapMigrated() {
        synchronized (mutex) {
            long index = migrate.start() >>> PAGE_SHIFT;
            for (int i = 0; i < migrate.nrPages(); i++) {
                long dst = migrate.dst()[i];
                long folio = (migrate.src()[i] & MigratePfns.MIGRATE) == 0
                        ? StructPage.NO_PAGE : mpfns.pageOf(dst);
                if (folio != StructPage.NO_PAGE) {
                    mapFolio(index + i, DmirrorDevice.ramOf(core, folio), nrPagesOf(dst),
                            (dst & MigratePfns.WRITE) != 0 ? Tag.WRITE : Tag.READ);
                }
            }
        }
    }

    private void mapFolio(long index, long ram, int nrPages, Tag tag) {
        for (int i = 0; i < nrPages; i++) {
            pageTable.put(index + i, CompoundPage.pageAt(ram, i), tag);
        }
    }

    private static int nrPagesOf(long mpfn) {
        return (mpfn & MigratePfns.COMPOUND) != 0 ? CompoundPage.HUGE_PAGES : 1;
    }

    private long countMigrated() {
        long both = MigratePfns.VALID | MigratePfns.MIGRATE;
        long count = 0;
        for (int i = 0; i < migrate.nrPages(); i++) {
            if ((migrate.src()[i] & both) == both) {
                count++;
            }
        }
        return count;
    }

    /** Reads pages through the device's page table alone. */
    private DmirrorReply readMapped(long address, int nrPages, int[] target) {
        int[] bounce = new int[nrPages * DmirrorPageTable.INTS_PER_PAGE];
        int copied = copyOut(address, 0, nrPages, bounce);
        if (copied < nrPages) {
            throw new ModelException(Errno.ENOENT, "page " + copied + " of the range at 0x"
                    + Long.toHexString(address) + " is neither migrated nor mirrored");
        }
        System.arraycopy(bounce, 0, target, 0, bounce.length);
        return new DmirrorReply(copied, 0);
    }

    private int copyOut(long address, int first, int nrPages, int[] target) {
        synchronized (mutex) {
            return pageTable.copyOut(core, address >>> PAGE_SHIFT, first, nrPages, target);
        }
    }

    private int copyIn(long address, int first, int nrPages, int[] source) {
        synchronized (mutex) {
            return pageTable.copyIn(core, address >>> PAGE_SHIFT, first, nrPages, source);
        }
    }

    /** Faults the rest of a range in. Models dmirror_fault(). */
    private void fault(long address, int first, int nrPages, RangeFault.Request request) {
        for (int done = first; done < nrPages; done += BATCH_PAGES) {
            int batch = Math.min(BATCH_PAGES, nrPages - done);
            long from = address + ((long) done << PAGE_SHIFT);
            lookUntilStable(notifier, from, batch, request, () -> mapLooked(from, batch, request));
        }
    }

    /**
     * Looks at a range until nothing changed meanwhile. Models dmirror_range_fault().
     *
     * @param store done under the mutex while the look is known to be fresh; tells whether what
     *     was looked at is still there
     */
    private void lookUntilStable(IntervalNotifier watching, long from, int nrPages,
            RangeFault.Request request, BooleanSupplier store) {
        long end = from + ((long) nrPages << PAGE_SHIFT);
        for (int i = 0; i < MAX_RETRIES; i++) {
            long seen = mm.notifiers().readBegin(watching);
            long stamp = mm.lockRead();
            RangeFault.Outcome outcome;
            try {
                outcome = range.run(watching, seen, from, end, request, device.owner());
            } finally {
                mm.unlockRead(stamp);
            }
            DmirrorErrors.requireAccess(outcome, from);
            synchronized (mutex) {
                if (outcome == RangeFault.Outcome.DONE
                        && !mm.notifiers().readRetry(watching, seen)
                        && store.getAsBoolean()) {
                    return;
                }
            }
        }
        throw new ModelException(Errno.EBUSY, "the range at 0x" + Long.toHexString(from)
                + " kept changing while the device looked at it");
    }

    /**
     * Models dmirror_do_fault(): it warns and gives up where its own device page is read-only,
     * because a range fault gives such a page out as it is, also to a device that asked for
     * writing.
     */
    private boolean mapLooked(long from, int nrPages, RangeFault.Request request) {
        for (int i = 0; i < nrPages; i++) {
            long word = range.words()[i];
            assert (word & HmmPfns.VALID) != 0 : "range fault left a page out";
            if (request == RangeFault.Request.WRITE && (word & HmmPfns.WRITE) == 0) {
                core.memory().warnings().warn("dmirror_do_fault: page is not writable");
                throw new ModelException(Errno.EFAULT, "a page of the device itself at 0x"
                        + Long.toHexString(from) + " may not be written");
            }
            long page = core.hmmPfns().pageOf(word);
            if (!DmirrorDevice.isStillThere(core, page)) {
                return false;
            }
            pageTable.put((from >>> PAGE_SHIFT) + i, DmirrorDevice.ramOf(core, page),
                    (word & HmmPfns.WRITE) != 0 ? Tag.WRITE
                            : isOfOtherMirror(page) ? Tag.BORROWED : Tag.READ);
        }
        return true;
    }

    private boolean isOfOtherMirror(long page) {
        return core.isDevicePrivate(page)
                && StructPage.zoneDeviceData(DmirrorDevice.ramOf(core, page)) != number;
    }

    /** Removes entries from the device's page table when the CPU's change. */
    private final class Notifier extends IntervalNotifier {

        Notifier() {
            super(0, Long.MAX_VALUE);
        }

        @Override
        protected void invalidate(NotifierEvent event, long eventOwner, long rangeStart,
                long rangeEnd, long newSequence) {
            if (event == NotifierEvent.MIGRATE && eventOwner == device.owner()) {
                return;
            }
            synchronized (mutex) {
                setSequence(newSequence);
                pageTable.removeThrough(rangeStart >>> PAGE_SHIFT, rangeEnd >>> PAGE_SHIFT);
            }
        }
    }
}
