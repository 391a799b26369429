package dev.hmmbench.work;

import dev.hmmbench.bench.OpenedModel;
import dev.hmmbench.device.MinimalDriver;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
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
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.results.kernel.WorkCount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Whole operations over 16 MiB of 4 KiB pages in batches of 512, through a driver whose device of
 * 256 MiB holds no data: as they were recorded.
 */
final class OperationWork implements AutoCloseable {

    private static final long BUFFER_BYTES = 16L << 20;
    private static final long DEVICE_BYTES = 256L << 20;
    private static final int NR_PAGES = (int) (BUFFER_BYTES / Vma.PAGE_BYTES);
    private static final int BATCH_PAGES = 512;
    private static final long BATCH_BYTES = BATCH_PAGES * Vma.PAGE_BYTES;
    private static final long OWNER = 7;

    private final OpenedModel opened;
    private final CoreMm core;
    private final Cpu cpu;
    private final MinimalDriver driver;
    private final AddressSpace mm;
    private final MigrateVma migrate;
    private final Vma vma;
    private final Tally tally;
    private final int others;
    private final List<WorkCount> found = new ArrayList<>();

    private OperationWork(String design, int others, long otherBytes) {
        this.others = others;
        this.opened = OpenedModel.open(design, 4 * BUFFER_BYTES
                + OpenedModel.structPageBytes(DEVICE_BYTES)
                + others * OpenedModel.structPageBytes(otherBytes), Backing.FRESH);
        opened.addPagemaps(others, otherBytes);
        this.core = new CoreMm(opened.memory(), opened.model());
        this.cpu = new Cpu(core);
        this.driver = new MinimalDriver(core, DEVICE_BYTES, MinimalDriver.Content.NONE, OWNER);
        this.mm = core.newAddressSpace();
        this.migrate = new MigrateVma(core, BATCH_PAGES);
        this.vma = mm.mmap(BUFFER_BYTES, VmFlags.READ_WRITE);
        this.tally = new Tally(design, core.counters());
    }

    /**
     * Counts all operations of one design.
     *
     * @param others pagemaps that were there before the device
     * @param otherBytes bytes of each; the shape of the tree does not depend on it
     */
    static List<WorkCount> of(String design, int others, long otherBytes) {
        try (OperationWork work = new OperationWork(design, others, otherBytes)) {
            work.migrations();
            work.readers();
            work.forks();
            work.underMigration();
            work.unmaps();
            return work.found;
        }
    }

    private void migrations() {
        touch();
        count("to_device_total", this::toDevice);
        count("to_system_total", this::toSystem);
        toDevice();
        count("fault_back", () -> forEachPage(address -> cpu.loadLong(mm, address)));
        toDevice();
        MigrateDevice evict = new MigrateDevice(core, BATCH_PAGES);
        count("evict_total", () -> evictUsed(evict));
        toDevice();
    }

    private void readers() {
        RangeFault range = new RangeFault(core, cpu, mm, BATCH_PAGES);
        Mirror mirror = new Mirror();
        mm.notifiers().insert(mirror);
        long seen = mm.notifiers().readBegin(mirror);
        count("snapshot_device", () -> forEachBatch((from, to) -> require(
                range.run(mirror, seen, from, to, RangeFault.Request.SNAPSHOT, OWNER)
                        == RangeFault.Outcome.DONE, "snapshot")));
        mm.notifiers().remove(mirror);
        count("dev_pagemap_read",
                () -> ProcPagemap.read(core, mm, vma.start(), new long[NR_PAGES]));
        count("dev_smaps_rollup", () -> ProcSmaps.read(core, mm));
    }

    private void forks() {
        renew();
        List<AddressSpace> children = new ArrayList<>();
        count("dev_fork", () -> children.add(mm.fork()));
        count("dev_child_exit", children.getFirst()::close);
    }

    /** Holds all pages, writable ones, under migration, as the recorded driver did. */
    private void underMigration() {
        MigrateVma held = new MigrateVma(core, NR_PAGES);
        List<AddressSpace> children = new ArrayList<>();
        renew();
        hold(held);
        count("dev_migentry_fork", () -> children.add(mm.fork()));
        held.finish();
        children.getFirst().close();
        renew();
        hold(held);
        count("dev_migentry_mprotect_ro",
                () -> mm.mprotect(vma.start(), BUFFER_BYTES, VmFlags.READ));
        held.finish();
        mm.mprotect(vma.start(), BUFFER_BYTES, VmFlags.READ_WRITE);
    }

    private void unmaps() {
        renew();
        count("dev_dontneed", () -> mm.madviseDontneed(vma.start(), BUFFER_BYTES));
        renew();
        count("dev_munmap", () -> mm.munmap(vma.start(), BUFFER_BYTES));
    }

    private void count(String operation, Runnable work) {
        found.add(tally.of(operation, BUFFER_BYTES, others, NR_PAGES, work));
    }

    private void touch() {
        forEachPage(address -> cpu.storeLong(mm, address, address));
    }

    /** Stores to every page, so that it is writable again, and takes all to the device. */
    private void renew() {
        touch();
        toDevice();
    }

    private void toDevice() {
        long stamp = mm.lockRead();
        int migrated = driver.migrateToDevice(migrate, vma, vma.start(), vma.end());
        mm.unlockRead(stamp);
        require(migrated == NR_PAGES, "migration to the device");
    }

    private void toSystem() {
        long stamp = mm.lockRead();
        int migrated = driver.migrateToSystem(migrate, vma, vma.start(), vma.end());
        mm.unlockRead(stamp);
        require(migrated == NR_PAGES, "migration to RAM");
    }

    /** The driver hands out its last pages first, so those in use are the last ones. */
    private void evictUsed(MigrateDevice evict) {
        long first = driver.pagemap().firstNumber() + driver.nrPages() - NR_PAGES;
        for (int done = 0; done < NR_PAGES; done += BATCH_PAGES) {
            evict.range(first + done, BATCH_PAGES);
            driver.fillRamPages(evict.src(), evict.dst(), evict.nrPages());
            evict.pages();
            evict.finish();
        }
        require(driver.nrFreePages() == driver.nrPages(), "eviction");
    }

    private void hold(MigrateVma held) {
        long stamp = mm.lockRead();
        held.setup(vma, vma.start(), vma.end(), MigrateVma.SELECT_DEVICE_PRIVATE, OWNER,
                StructPage.NO_PAGE);
        mm.unlockRead(stamp);
    }

    private void forEachPage(LongConsumer page) {
        for (long address = vma.start(); address < vma.end(); address += Vma.PAGE_BYTES) {
            page.accept(address);
        }
    }

    private void forEachBatch(Batch batch) {
        for (long from = vma.start(); from < vma.end(); from += BATCH_BYTES) {
            batch.accept(from, from + BATCH_BYTES);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + " did not do all pages");
        }
    }

    @Override
    public void close() {
        mm.close();
        driver.close();
        core.close();
        opened.close();
    }

    /** Does something with a range of addresses. */
    @FunctionalInterface
    private interface Batch {

        void accept(long from, long to);
    }

    /** A mirror of the whole address space that does nothing. */
    private static final class Mirror extends IntervalNotifier {

        Mirror() {
            super(0, Long.MAX_VALUE);
        }

        @Override
        protected void invalidate(NotifierEvent event, long owner, long rangeStart, long rangeEnd,
                long newSequence) {
            setSequence(newSequence);
        }
    }
}
