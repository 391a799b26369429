package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.device.SnapshotByte;
import dev.hmmbench.mm.Access;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.UserPages;
import dev.hmmbench.mm.UserPages.Term;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import dev.hmmbench.physmem.AllocationPlan;
import dev.hmmbench.physmem.AllocationSite;
import java.util.List;

/** What the commands of a device answer where they cannot do what they are asked for. */
final class ErrorScenarios {

    private static final int NR_PAGES = 16;
    private static final int HALF = NR_PAGES / 2;

    private ErrorScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("migrate_into_hole", "pages in front of a hole have migrated",
                        ErrorScenarios::migrateIntoHole),
                Scenario.of("read_into_hole", "the target of a failed read is left alone",
                        ErrorScenarios::readIntoHole),
                Scenario.of("snapshot_hole", "a snapshot of nothing succeeds",
                        ErrorScenarios::snapshotHole),
                Scenario.of("no_page_to_come_back", "a fault without memory leaves the entry",
                        ErrorScenarios::noPageToComeBack),
                Scenario.of("no_page_to_evict_to", "an eviction without memory restores pages",
                        ErrorScenarios::noPageToEvictTo),
                Scenario.of("coherent_page_held", "a held page of a device cannot be pinned long",
                        ErrorScenarios::coherentPageHeld),
                Scenario.of("exit_on_device", "exit frees device pages, and tells the mirror",
                        ErrorScenarios::exitOnDevice),
                Scenario.of("mprotect_same", "mprotect without a change tells nobody",
                        ErrorScenarios::mprotectSame),
                Scenario.of("invalidate_one_more", "a mirror forgets the page behind a range too",
                        ErrorScenarios::invalidateOneMore));
    }

    /** Returns what only memory that the CPU cannot access shows. */
    static List<Scenario> ofPrivateMemory() {
        return List.of(
                Scenario.of("no_page_for_other_device", "another device's fault fails for good",
                        ErrorScenarios::noPageForOtherDevice),
                Scenario.of("range_fault_busy", "a page that never comes back makes it give up",
                        ErrorScenarios::rangeFaultBusy));
    }

    private static void migrateIntoHole(World world) {
        long start = world.mapPattern(NR_PAGES);
        long hole = start + HALF * Vma.PAGE_BYTES;
        world.mm().munmap(hole, HALF * Vma.PAGE_BYTES);
        Dmirror device = world.open0();

        World.expectErrno(Errno.EINVAL,
                () -> device.migrateToDevice(start, NR_PAGES, World.words(NR_PAGES)));

        World.expect("last page on the device", true, world.isOnDevice(hole - Vma.PAGE_BYTES));
        World.expectErrno(Errno.EINVAL, () -> device.migrateToSystem(start, NR_PAGES));
        World.expect("last page on the device", false, world.isOnDevice(hole - Vma.PAGE_BYTES));
        world.expectMemory(start, World.pattern(HALF));
    }

    private static void readIntoHole(World world) {
        long start = world.mapPattern(NR_PAGES);
        world.mm().munmap(start + HALF * Vma.PAGE_BYTES, HALF * Vma.PAGE_BYTES);
        int[] mirror = World.negativePattern(NR_PAGES);
        Dmirror device = world.open0();

        World.expectErrno(Errno.EFAULT, () -> device.read(start, NR_PAGES, mirror));

        World.expectWords("mirror", World.negativePattern(NR_PAGES), mirror);
    }

    private static void snapshotHole(World world) {
        long start = world.map(2, VmFlags.READ_WRITE);
        world.mm().munmap(start, 2 * Vma.PAGE_BYTES);
        int[] bytes = new int[2];

        World.expect("reply", new DmirrorReply(2, 0), world.open0().snapshot(start, 2, bytes));

        World.expectWords("snapshot",
                new int[] {SnapshotByte.ERROR, SnapshotByte.ERROR}, bytes);
    }

    private static void noPageToComeBack(World world) {
        long start = world.mapPattern(NR_PAGES);
        MigrationScenarios.toDevice(world.open0(), start, NR_PAGES);
        AllocationPlan plan = world.core().memory().allocationPlan();
        boolean isPrivate = world.memoryKind() == MemoryKind.PRIVATE;
        EntryKind before = world.mm().kindAt(start);
        plan.count();
        plan.refuse(0);

        world.expectMemory(start, World.pattern(1));

        World.expect("pages asked for", isPrivate ? 2L : 0L, plan.asked());
        plan.clear();
        World.expect("entry", isPrivate ? EntryKind.PRESENT_WRITE : before,
                world.mm().kindAt(start));
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    private static void noPageToEvictTo(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        MigrationScenarios.toDevice(device, start, NR_PAGES);
        AllocationPlan plan = world.core().memory().allocationPlan();
        plan.refuseAll(AllocationSite.USER_PAGE);

        World.expect("reply", new DmirrorReply(0, 0), device.migrateToSystem(start, NR_PAGES));

        plan.clear();
        world.expectOnDevice(start);
        world.checkInvariants();
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    private static void noPageForOtherDevice(World world) {
        long start = world.mapPattern(NR_PAGES);
        MigrationScenarios.toDevice(world.open1(), start, NR_PAGES);
        Dmirror reader = world.open0();
        int[] mirror = World.negativePattern(NR_PAGES);
        AllocationPlan plan = world.core().memory().allocationPlan();
        plan.refuseAll(AllocationSite.USER_PAGE);

        World.expectErrno(Errno.EFAULT, () -> reader.read(start, NR_PAGES, mirror));
        World.expectWords("mirror", World.negativePattern(NR_PAGES), mirror);

        plan.clear();
        world.expectOnDevice(start);
        world.checkInvariants();
        World.expect("reply", new DmirrorReply(NR_PAGES, 1),
                reader.read(start, NR_PAGES, mirror));
        World.expectWords("mirror", World.pattern(NR_PAGES), mirror);
    }

    /** Every attempt to bring the page back tells the mirror that the range has changed. */
    private static void rangeFaultBusy(World world) {
        long start = world.mapPattern(1);
        MigrationScenarios.toDevice(world.open1(), start, 1);
        long held = world.mm().pageAt(start);
        Folio.get(held);
        Dmirror reader = world.open0();
        int[] mirror = World.negativePattern(1);

        World.expectErrno(Errno.EBUSY, () -> reader.read(start, 1, mirror));
        World.expectWords("mirror", World.negativePattern(1), mirror);

        world.expectOnDevice(start);
        world.core().putFolio(held);
        World.expect("reply", new DmirrorReply(1, 1), reader.read(start, 1, mirror));
        World.expectWords("mirror", World.pattern(1), mirror);
    }

    private static void coherentPageHeld(World world) {
        long start = world.mapPattern(1);
        MigrationScenarios.toDevice(world.open0(), start, 1);
        UserPages pages = world.core().userPages();
        long held = pages.get(world.cpu(), world.mm(), start, Access.WRITE);

        if (world.memoryKind() == MemoryKind.COHERENT) {
            World.expectErrno(Errno.EBUSY,
                    () -> pages.pin(world.cpu(), world.mm(), start, Term.LONG));
            world.expectOnDevice(start);
        } else {
            pages.unpin(pages.pin(world.cpu(), world.mm(), start, Term.LONG));
        }
        world.core().putFolio(held);
        world.expectMemory(start, World.pattern(1));
    }

    private static void exitOnDevice(World world) {
        long start = world.mapPattern(NR_PAGES);
        AddressSpace child = world.fork();
        world.cpu().storeInts(child, start, World.negativePattern(NR_PAGES));
        Dmirror device = world.open(world.device0(), child);
        device.migrateToDevice(start, NR_PAGES, World.words(NR_PAGES));
        World.expect("mirrored pages", NR_PAGES, device.nrMirroredPages());

        world.exit(child);

        World.expect("mirrored pages", 0, device.nrMirroredPages());
        World.expect("used device pages", 0L, world.device0().nrUsedPages());
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    private static void mprotectSame(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        device.read(start, NR_PAGES, World.words(NR_PAGES));

        world.protect(start, NR_PAGES, VmFlags.READ_WRITE);

        World.expect("mirrored pages", NR_PAGES, device.nrMirroredPages());
        world.protect(start, NR_PAGES, VmFlags.READ);
        World.expect("mirrored pages", 0, device.nrMirroredPages());
    }

    private static void invalidateOneMore(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        device.read(start, NR_PAGES, World.words(NR_PAGES));

        world.mm().madviseDontneed(start, HALF * Vma.PAGE_BYTES);

        World.expect("mirrored pages", NR_PAGES - HALF - 1, device.nrMirroredPages());
    }
}
