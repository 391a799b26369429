package dev.hmmbench.bench;

import dev.hmmbench.device.FolioSize;
import dev.hmmbench.device.MinimalDriver;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Advice;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Cpu;
import dev.hmmbench.mm.IntervalNotifier;
import dev.hmmbench.mm.MigrateDevice;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.NotifierEvent;
import dev.hmmbench.mm.ProcPagemap;
import dev.hmmbench.mm.ProcSmaps;
import dev.hmmbench.mm.RangeFault;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A booted kernel with one process, whose buffer lies in RAM, on a device, or partly on each, and
 * everything that {@link Operation}s do with it. Methods that work on the buffer return how many
 * pages they handled.
 *
 * <p>Device pages hold no data and migrations copy none, as with the driver of the recorded
 * kernels: what is measured is the core's work.
 */
final class OperationWorld implements AutoCloseable {

    private static final long PAGE = Vma.PAGE_BYTES;
    private static final long OWNER = 7;
    private static final long OTHER_OWNER = 8;
    private static final int PERCENT = 100;
    /** One fault in so many is timed by itself: the clock takes a tenth of a fault. */
    private static final int FAULTS_PER_TIMING = 16;
    private static final long HUGE_BYTES = PAGE * FolioSize.HUGE.nrPages();
    private static final long MOVE_BYTES = 1L << 32;

    private final CoreMm core;
    private final MinimalDriver driver;
    private final AddressSpace mm;
    private final Cpu cpu;
    private final Histogram latencies;
    private final MigrateVma migrate;
    private final MigrateDevice evict;
    private final RangeFault range;
    private final Mirror mirror = new Mirror();
    private final Deque<AddressSpace> children = new ArrayDeque<>();
    private final long[] pagemapWords;
    private final int batchPages;
    private final int nrPages;
    private final int devicePercent;
    private final FolioSize folioSize;
    private long start;
    private boolean isMigrating;
    private @Nullable AddressSpace child;

    /**
     * Boots and fills the buffer.
     *
     * @param devicePercent how many of a hundred pages lie on the device, evenly spread
     * @param batchPages pages that migrate at once
     * @param nrChildren processes that share the buffer from the start
     * @param folioSize of the device's memory, whose first number is a multiple of it, and of the
     *     buffer, which is mapped with MADV_HUGEPAGE for huge ones
     * @param latencies receives latencies of single faults
     */
    OperationWorld(OpenedModel opened, long sizeBytes, int devicePercent, int batchPages,
            int nrChildren, FolioSize folioSize, Histogram latencies) {
        this.core = new CoreMm(opened.memory(), opened.model());
        this.driver = new MinimalDriver(
                core, sizeBytes, MinimalDriver.Content.NONE, OWNER, folioSize);
        this.folioSize = folioSize;
        this.mm = core.newAddressSpace();
        this.cpu = new Cpu(core);
        this.latencies = latencies;
        this.nrPages = Math.toIntExact(sizeBytes / PAGE);
        this.batchPages = Math.min(batchPages, nrPages);
        this.devicePercent = devicePercent;
        this.migrate = new MigrateVma(core, Math.max(nrPages, batchPages));
        this.evict = new MigrateDevice(core, batchPages);
        this.range = new RangeFault(core, cpu, mm, nrPages);
        this.pagemapWords = new long[nrPages];
        this.start = mm.mmap(sizeBytes, VmFlags.READ_WRITE).start();
        mm.notifiers().insert(mirror);
        adviseHuge();
        touch();
        for (int i = 0; i < nrChildren; i++) {
            children.add(mm.fork());
        }
        place();
    }

    /** A device's mirror of the process that copies nothing. */
    private static final class Mirror extends IntervalNotifier {

        Mirror() {
            super(0, Long.MAX_VALUE);
        }

        @Override
        protected void invalidate(NotifierEvent event, long owner, long rangeStart,
                long rangeEnd, long newSequence) {
            setSequence(newSequence);
        }
    }

    /** Maps the buffer anew and untouched, whatever was there. */
    long remap() {
        mm.mmapFixed(start, nrPages * PAGE, VmFlags.READ_WRITE);
        adviseHuge();
        return nrPages;
    }

    /** Maps the buffer anew and puts its pages where they belong. */
    long renew() {
        remap();
        touch();
        return place();
    }

    /** Stores to every page. */
    long touch() {
        for (int i = 0; i < nrPages; i++) {
            cpu.storeLong(mm, start + i * PAGE, i);
        }
        return nrPages;
    }

    /** Puts the pages that belong on the device there. */
    long place() {
        if (devicePercent == PERCENT) {
            return toDevice();
        }
        long placed = 0;
        for (int i = 0; devicePercent > 0 && i < nrPages; i++) {
            if ((long) (i + 1) * devicePercent / PERCENT > (long) i * devicePercent / PERCENT) {
                placed += migrateBatch(i, i + 1, Direction.TO_DEVICE);
            }
        }
        return placed;
    }

    /** Migrates everything to the device, batch by batch. */
    long toDevice() {
        return migrate(Direction.TO_DEVICE);
    }

    /** Migrates everything to RAM, batch by batch. */
    long toSystem() {
        return migrate(Direction.TO_SYSTEM);
    }

    /** Loads from every folio, which brings those on the device back one by one. */
    long faultBack() {
        int step = folioSize.nrPages();
        for (int i = 0; i < nrPages; i += step) {
            if (i / step % FAULTS_PER_TIMING == 0) {
                long startNs = System.nanoTime();
                cpu.loadLong(mm, start + i * PAGE);
                LatencyLog.record(latencies, System.nanoTime() - startNs);
            } else {
                cpu.loadLong(mm, start + i * PAGE);
            }
        }
        return isDeviceFree() ? nrPages : 0;
    }

    /** Brings all of the device's pages in use back to RAM, from the device's side. */
    long evict() {
        driver.evict(evict);
        return isDeviceFree() ? nrPages : 0;
    }

    /** Looks at the buffer without faulting, batch by batch. */
    long snapshot() {
        return look(RangeFault.Request.SNAPSHOT, OWNER);
    }

    /** Looks at the buffer for another device, which faults pages of this one back. */
    long rangeFaultByOther() {
        return look(RangeFault.Request.READ, OTHER_OWNER);
    }

    /** Looks at the whole buffer at once, so that {@link #resultsToPages} has every word. */
    long snapshotAtOnce() {
        return look(0, nrPages, RangeFault.Request.SNAPSHOT, OWNER);
    }

    /** Turns every result of the last look into a page. */
    long resultsToPages() {
        long found = 0;
        for (int i = 0; i < nrPages; i++) {
            found += core.hmmPfns().pageOf(range.words()[i]) != StructPage.NO_PAGE ? 1 : 0;
        }
        return found;
    }

    long fork() {
        child = mm.fork();
        return nrPages;
    }

    /** Ends the forked process; nothing where there is none. */
    long exit() {
        if (child != null) {
            child.close();
            child = null;
        }
        return nrPages;
    }

    long munmap() {
        mm.munmap(start, nrPages * PAGE);
        return nrPages;
    }

    long dontneed() {
        mm.madviseDontneed(start, nrPages * PAGE);
        return nrPages;
    }

    long protect(long access) {
        mm.mprotect(start, nrPages * PAGE, access);
        return nrPages;
    }

    /** Forbids writing to the first 4 KiB of each 2 MiB, which splits the entry that maps it. */
    long splitPmds() {
        long nrSplit = 0;
        for (long at = start; at < start + nrPages * PAGE; at += HUGE_BYTES) {
            mm.mprotect(at, PAGE, VmFlags.READ);
            nrSplit += mm.isHugeAt(at) ? 0 : 1;
        }
        return nrSplit * FolioSize.HUGE.nrPages();
    }

    /** Moves the buffer to another address, and back the next time. */
    long mremap() {
        start = mm.mremap(start, nrPages * PAGE, start ^ MOVE_BYTES).start();
        return nrPages;
    }

    /** Begins a migration of the whole buffer and leaves its migration entries behind. */
    long beginMigration() {
        migrate.setup(vma(), start, start + nrPages * PAGE, MigrateVma.SELECT_SYSTEM
                | MigrateVma.SELECT_DEVICE_PRIVATE, OWNER, StructPage.NO_PAGE);
        isMigrating = true;
        return migrate.nrCollected();
    }

    /** Ends the migration without having migrated anything. */
    long endMigration() {
        if (isMigrating) {
            migrate.finish();
            isMigrating = false;
        }
        return nrPages;
    }

    long readPagemap() {
        ProcPagemap.read(core, mm, start, pagemapWords);
        return pagemapWords[nrPages - 1] == 0 ? 0 : nrPages;
    }

    long readSmaps() {
        return ProcSmaps.read(core, mm).rssBytes() / PAGE;
    }

    /** Ends all processes and removes the device; fails where a device page is lost. */
    @Override
    public void close() {
        endMigration();
        exit();
        children.forEach(AddressSpace::close);
        mm.notifiers().remove(mirror);
        mm.close();
        if (!isDeviceFree()) {
            throw new AssertionError(
                    driver.nrUsablePages() - driver.nrFreePages() + " device pages are lost");
        }
        driver.close();
        core.close();
    }

    /** Which way pages migrate. */
    private enum Direction {
        TO_DEVICE,
        TO_SYSTEM
    }

    private long migrate(Direction direction) {
        long migrated = 0;
        for (int from = 0; from < nrPages; from += batchPages) {
            migrated += migrateBatch(from, Math.min(nrPages, from + batchPages), direction);
        }
        return migrated;
    }

    private long migrateBatch(int from, int to, Direction direction) {
        long stamp = mm.lockRead();
        try {
            long startAddress = start + from * PAGE;
            long endAddress = start + to * PAGE;
            return direction == Direction.TO_DEVICE
                    ? driver.migrateToDevice(migrate, vma(), startAddress, endAddress)
                    : driver.migrateToSystem(migrate, vma(), startAddress, endAddress);
        } finally {
            mm.unlockRead(stamp);
        }
    }

    private long look(RangeFault.Request request, long owner) {
        long done = 0;
        for (int from = 0; from < nrPages; from += batchPages) {
            done += look(from, Math.min(nrPages, from + batchPages), request, owner);
        }
        return done;
    }

    private long look(int from, int to, RangeFault.Request request, long owner) {
        long seen = mm.notifiers().readBegin(mirror);
        long stamp = mm.lockRead();
        RangeFault.Outcome outcome = range.run(mirror, seen, start + from * PAGE,
                start + to * PAGE, request, owner);
        while (outcome == RangeFault.Outcome.BUSY) {
            seen = mm.notifiers().readBegin(mirror);
            outcome = range.run(mirror, seen, start + from * PAGE, start + to * PAGE, request,
                    owner);
        }
        mm.unlockRead(stamp);
        return outcome == RangeFault.Outcome.DONE ? to - from : 0;
    }

    private void adviseHuge() {
        if (folioSize == FolioSize.HUGE) {
            mm.madvise(start, nrPages * PAGE, Advice.HUGEPAGE);
        }
    }

    private boolean isDeviceFree() {
        return driver.nrFreePages() == driver.nrUsablePages();
    }

    private Vma vma() {
        return Objects.requireNonNull(mm.find(start));
    }
}
