package dev.hmmbench.mm;

import dev.hmmbench.count.Counter;
import dev.hmmbench.device.FolioSize;
import dev.hmmbench.device.MinimalDriver;
import dev.hmmbench.device.MinimalDriver.Content;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.Models;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;

/**
 * A booted kernel with one device of 2 MiB and one process. Closing it checks that nothing is left
 * behind.
 */
final class MmFixture implements AutoCloseable {

    static final long PAGE = Vma.PAGE_BYTES;
    static final int DEVICE_PAGES = 512;

    final PhysicalMemory memory;
    final MemoryModel model;
    final CoreMm core;
    final Cpu cpu;
    final MinimalDriver driver;
    final AddressSpace mm;
    final MigrateVma migrate;
    private final long nrFreeBefore;

    private MmFixture(String modelName, Content content, FolioSize folioSize) {
        memory = new PhysicalMemory(Machine.reference(), BootOptions.fresh(64L << 20));
        model = Models.onClassPath().open(modelName, memory);
        core = new CoreMm(memory, model);
        cpu = new Cpu(core);
        long sizeBytes = DEVICE_PAGES * PAGE * (folioSize == FolioSize.HUGE ? 4 : 1);
        driver = new MinimalDriver(core, sizeBytes, content, 1, folioSize);
        nrFreeBefore = memory.ram().nrFree();
        mm = core.newAddressSpace();
        migrate = new MigrateVma(core, DEVICE_PAGES);
    }

    /** Boots with a device whose pages hold data. */
    static MmFixture copying(String modelName) {
        return new MmFixture(modelName, Content.COPIED, FolioSize.BASE);
    }

    /** Boots with a device whose pages hold nothing, as the recorded kernel's driver has it. */
    static MmFixture dataless(String modelName) {
        return new MmFixture(modelName, Content.NONE, FolioSize.BASE);
    }

    /** Boots with a device of 8 MiB whose memory is made of 2 MiB folios. */
    static MmFixture huge(String modelName, Content content) {
        return new MmFixture(modelName, content, FolioSize.HUGE);
    }

    /** Maps writable memory and stores {@link #pattern} in each page. */
    Vma mapPattern(int nrPages) {
        Vma vma = mm.mmap(nrPages * PAGE, VmFlags.READ_WRITE);
        for (int i = 0; i < nrPages; i++) {
            cpu.storeLong(mm, vma.start() + i * PAGE, pattern(i));
        }
        return vma;
    }

    static long pattern(int page) {
        return 0x5eed_0000_0000L + page;
    }

    /** Maps memory with a pattern and migrates all of it to the device. */
    Vma mapOnDevice(int nrPages) {
        Vma vma = mapPattern(nrPages);
        toDevice(vma);
        return vma;
    }

    int toDevice(Vma vma) {
        long stamp = mm.lockRead();
        try {
            return driver.migrateToDevice(migrate, vma, vma.start(), vma.end());
        } finally {
            mm.unlockRead(stamp);
        }
    }

    int toSystem(Vma vma) {
        long stamp = mm.lockRead();
        try {
            return driver.migrateToSystem(migrate, vma, vma.start(), vma.end());
        } finally {
            mm.unlockRead(stamp);
        }
    }

    /** Returns the device page that an address maps. */
    long devicePageAt(long address) {
        return core.leafEntries().pageOf(mm.entryAt(address));
    }

    /** Returns the page of RAM that an address maps. */
    long ramPageAt(long address) {
        return core.pageOfPfn(Pte.pfnOf(mm.entryAt(address)));
    }

    boolean isOnDevice(long address) {
        long entry = mm.entryAt(address);
        return !Pte.isNone(entry) && !Pte.isPresent(entry)
                && core.leafEntries().kindOf(entry).isDevicePrivate();
    }

    /** Returns how often an operation counts an event. */
    long count(Counter counter, Runnable operation) {
        long before = core.counters().get(counter);
        operation.run();
        return core.counters().get(counter) - before;
    }

    long countWalks(Runnable operation) {
        return count(Counter.TREE_WALKS, operation);
    }

    @Override
    public void close() {
        mm.close();
        driver.validate();
        if (driver.nrFreePages() != driver.nrUsablePages()) {
            throw new AssertionError("device pages lost: " + driver.nrFreePages() + " free");
        }
        if (memory.ram().nrFree() != nrFreeBefore) {
            throw new AssertionError("RAM lost: " + nrFreeBefore + " pages free before, "
                    + memory.ram().nrFree() + " afterwards");
        }
        driver.close();
        core.close();
        model.close();
        memory.close();
    }
}
