package dev.hmmbench.conformance;

import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.MigrateDevice;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.MigratePfns;
import dev.hmmbench.physmem.Pagemap;
import java.util.Optional;

/**
 * A migration between its two halves: its pages are locked, and migration entries stand where they
 * were mapped, in every process. An eviction holds no mmap lock, a migration of a range holds that
 * of its process for reading.
 */
abstract class HeldMigration {

    private static final int PAGE_SHIFT = 12;

    private HeldMigration() {}

    /** Ends it. */
    abstract void finish();

    /** Returns whose mmap lock it holds; empty for an eviction. */
    abstract Optional<AddressSpace> lockedSpace();

    /** Returns how many pages are under migration. */
    abstract int nrPages();

    /** Begins to evict pages of a pagemap; they will migrate to RAM. */
    static HeldMigration ofDevice(CoreMm core, Pagemap pagemap, long firstPage, int nrPages) {
        MigrateDevice migrate = new MigrateDevice(core, nrPages);
        migrate.range(pagemap.firstNumber() + firstPage, nrPages);
        return new Eviction(core, migrate, nrPages);
    }

    /** Begins to migrate pages of RAM; they will go nowhere and be mapped again. */
    static HeldMigration ofRange(CoreMm core, AddressSpace mm, Vma vma, long start, long end) {
        MigrateVma migrate = new MigrateVma(core, (int) (end - start >>> PAGE_SHIFT));
        long stamp = mm.lockRead();
        migrate.setup(vma, start, end, MigrateVma.SELECT_SYSTEM, 1, StructPage.NO_PAGE);
        return new Abandoned(mm, migrate, stamp);
    }

    private static final class Eviction extends HeldMigration {

        private final CoreMm core;
        private final MigrateDevice migrate;
        private final int nrPages;

        Eviction(CoreMm core, MigrateDevice migrate, int nrPages) {
            this.core = core;
            this.migrate = migrate;
            this.nrPages = nrPages;
        }

        /** As a driver does it. */
        @Override
        void finish() {
            for (int i = 0; i < nrPages; i++) {
                long mpfn = migrate.src()[i];
                long page = core.migratePfns().pageOf(mpfn);
                if (page == StructPage.NO_PAGE || (mpfn & MigratePfns.MIGRATE) == 0) {
                    continue;
                }
                long target = core.allocatePage();
                if (target != StructPage.NO_PAGE) {
                    Folio.lock(target);
                    core.copyPage(DmirrorDevice.ramOf(core, page), target);
                    migrate.dst()[i] = core.migratePfns().fromPage(target)
                            | mpfn & MigratePfns.WRITE;
                }
            }
            migrate.pages();
            migrate.finish();
        }

        @Override
        Optional<AddressSpace> lockedSpace() {
            return Optional.empty();
        }

        @Override
        int nrPages() {
            int count = 0;
            for (int i = 0; i < nrPages; i++) {
                count += (migrate.src()[i] & MigratePfns.MIGRATE) == 0 ? 0 : 1;
            }
            return count;
        }
    }

    private static final class Abandoned extends HeldMigration {

        private final AddressSpace mm;
        private final MigrateVma migrate;
        private final long stamp;

        Abandoned(AddressSpace mm, MigrateVma migrate, long stamp) {
            this.mm = mm;
            this.migrate = migrate;
            this.stamp = stamp;
        }

        @Override
        void finish() {
            migrate.pages();
            migrate.finish();
            mm.unlockRead(stamp);
        }

        @Override
        Optional<AddressSpace> lockedSpace() {
            return Optional.of(mm);
        }

        @Override
        int nrPages() {
            return migrate.nrMigrating();
        }
    }
}
