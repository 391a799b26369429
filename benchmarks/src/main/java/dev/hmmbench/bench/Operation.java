package dev.hmmbench.bench;

import dev.hmmbench.mm.VmFlags;

/**
 * A whole operation of the mm on a buffer, and what must be done before it can be done again, which
 * is not measured.
 */
public enum Operation {
    /** Migration to the device. */
    TO_DEVICE(OperationWorld::toSystem, OperationWorld::toDevice),
    /** Migration to RAM. */
    TO_SYSTEM(OperationWorld::toDevice, OperationWorld::toSystem),
    /** The processor loads from each page on the device. */
    FAULT(OperationWorld::toDevice, OperationWorld::faultBack),
    /** The driver evicts its pages in use. */
    EVICT(OperationWorld::toDevice, OperationWorld::evict),
    /** The driver walks its pages, all of them free. */
    EVICT_FREE(OperationWorld::toSystem, OperationWorld::evict),
    /** A look at the page tables for the device that has the pages. */
    SNAPSHOT(Operation::nothing, OperationWorld::snapshot),
    /** Each result of a look is turned into a page. */
    RESULTS_TO_PAGES(OperationWorld::snapshotAtOnce, OperationWorld::resultsToPages),
    /** A range fault for a device that does not have the pages. */
    REMOTE_RANGE_FAULT(OperationWorld::toDevice, OperationWorld::rangeFaultByOther),
    /** fork. */
    FORK(OperationWorld::exit, OperationWorld::fork),
    /** exit of a forked process. */
    EXIT(Operation::shareAnew, OperationWorld::exit),
    /** munmap. */
    MUNMAP(OperationWorld::renew, OperationWorld::munmap),
    /** MADV_DONTNEED. */
    DONTNEED(OperationWorld::renew, OperationWorld::dontneed),
    /** mprotect to read-only. */
    MPROTECT_READ(Operation::allowWriting, Operation::forbidWriting),
    /** mprotect back to writable. */
    MPROTECT_WRITE(Operation::forbidWriting, Operation::allowWriting),
    /** mprotect of 4 KiB in each 2 MiB, which splits the entries that map 2 MiB folios. */
    SPLIT_PMD(OperationWorld::renew, OperationWorld::splitPmds),
    /** mremap of everything. */
    MREMAP(Operation::nothing, OperationWorld::mremap),
    /** fork while all pages are under migration. */
    FORK_MIGRATING(Operation::migrateAnew, OperationWorld::fork),
    /** mprotect to read-only while all pages are under migration. */
    MPROTECT_MIGRATING(Operation::migrateAnew, Operation::forbidWriting),
    /** The first store to each page. */
    FIRST_TOUCH(OperationWorld::remap, OperationWorld::touch),
    /** The first store to each page after a fork. */
    COW_BREAK(Operation::shareAnew, OperationWorld::touch),
    /** A read of /proc/self/pagemap. */
    PAGEMAP(Operation::nothing, OperationWorld::readPagemap),
    /** A read of /proc/self/smaps_rollup. */
    SMAPS(Operation::nothing, OperationWorld::readSmaps);

    private final Step preparation;
    private final Step work;

    Operation(Step preparation, Step work) {
        this.preparation = preparation;
        this.work = work;
    }

    /** Something done with a world; returns how many pages it handled. */
    private interface Step {
        long on(OperationWorld world);
    }

    /** Makes the world ready for {@link #run}. */
    void prepare(OperationWorld world) {
        preparation.on(world);
    }

    /** Does the operation once; returns how many pages it handled. */
    long run(OperationWorld world) {
        return work.on(world);
    }

    private static long nothing(OperationWorld world) {
        return 0;
    }

    private static long allowWriting(OperationWorld world) {
        return world.protect(VmFlags.READ_WRITE);
    }

    private static long forbidWriting(OperationWorld world) {
        return world.protect(VmFlags.READ);
    }

    /** Ends the migration of the last time and puts new, writable pages under migration. */
    private static long migrateAnew(OperationWorld world) {
        world.endMigration();
        world.exit();
        world.renew();
        return world.beginMigration();
    }

    private static long shareAnew(OperationWorld world) {
        world.exit();
        return world.fork();
    }
}
