package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.World.BUFFER_PAGES;
import static dev.hmmbench.conformance.World.INTS_PER_PAGE;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.device.SnapshotByte;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.Errno;
import java.util.Arrays;
import java.util.List;

/**
 * Pages of 4 KiB migrate to a device and back.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, 6.19, the migration tests on 4 KiB pages.
 * Fidelity: modelled.
 */
final class MigrationScenarios {

    private static final int ROUNDS = 10;

    private MigrationScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("migrate", "a buffer migrates and the device reads it",
                        MigrationScenarios::migrate),
                Scenario.of("migrate_fault", "half is faulted back, then all migrates again",
                        MigrationScenarios::migrateFault),
                Scenario.of("migrate_release", "releasing the device brings everything back",
                        MigrationScenarios::migrateRelease),
                Scenario.of("migrate_mixed", "holes, zero pages and another device's pages",
                        MigrationScenarios::migrateMixed),
                Scenario.of("migrate_multiple", "ten buffers migrate in turn",
                        MigrationScenarios::migrateMultiple),
                Scenario.of("snapshot", "every kind of page in one snapshot",
                        MigrationScenarios::snapshot),
                Scenario.of("hmm_cow_in_device", "a parent writes what it shares on the device",
                        MigrationScenarios::cowInDevice));
    }

    static void toDevice(Dmirror device, long start, int nrPages) {
        int[] mirror = World.words(nrPages);
        World.expect("pages on the device", (long) nrPages,
                device.migrateToDevice(start, nrPages, mirror).cpages());
        World.expectWords("mirror", World.pattern(nrPages), mirror);
    }

    private static void migrate(World world) {
        long start = world.mapPattern(BUFFER_PAGES);

        toDevice(world.open0(), start, BUFFER_PAGES);

        World.expect("used device pages", (long) BUFFER_PAGES, world.device0().nrUsedPages());
        world.checkInvariants();
        world.expectMemory(start, World.pattern(BUFFER_PAGES));
    }

    private static void migrateFault(World world) {
        long start = world.mapPattern(BUFFER_PAGES);
        Dmirror device = world.open0();
        toDevice(device, start, BUFFER_PAGES);

        world.expectMemory(start, World.pattern(BUFFER_PAGES / 2));
        world.expectKind(start, EntryKind.PRESENT_WRITE);
        World.expect("first page on the device", world.memoryKind() == MemoryKind.COHERENT,
                world.isOnDevice(start));
        world.expectOnDevice(start + BUFFER_PAGES / 2 * Vma.PAGE_BYTES);

        toDevice(device, start, BUFFER_PAGES);
        world.expectOnDevice(start);
    }

    private static void migrateRelease(World world) {
        long start = world.mapPattern(BUFFER_PAGES);
        Dmirror device = world.open0();
        toDevice(device, start, BUFFER_PAGES);

        device.release();

        World.expect("used device pages", 0L, world.device0().nrUsedPages());
        World.expect("chunks", 0, world.device0().nrChunks());
        world.expectMemory(start, World.pattern(BUFFER_PAGES / 2));
    }

    private static void migrateMixed(World world) {
        int nrPages = 6;
        long start = world.map(nrPages, 0);
        Dmirror first = world.open0();
        Dmirror second = world.open1();
        int[] words = World.words(nrPages);

        World.expectErrno(Errno.EINVAL, () -> second.migrateToDevice(start, nrPages, words));
        world.mm().munmap(start + Vma.PAGE_BYTES, Vma.PAGE_BYTES);
        World.expectErrno(Errno.EINVAL, () -> second.migrateToDevice(start, 3, words));

        long page2 = start + 2 * Vma.PAGE_BYTES;
        world.protect(page2, 1, VmFlags.READ);
        World.expect("zero page", 0L, world.cpu().loadLong(world.mm(), page2));
        long page3 = page2 + Vma.PAGE_BYTES;
        world.protect(page3, 3, VmFlags.READ_WRITE);
        for (int i = 0; i < 3; i++) {
            world.cpu().storeLong(world.mm(), page3 + i * Vma.PAGE_BYTES, i);
        }
        world.protect(page3, 1, VmFlags.READ);

        World.expect("pages on the device", 4L,
                second.migrateToDevice(page2, 4, words).cpages());
        long page5 = start + 5 * Vma.PAGE_BYTES;
        World.expectErrno(Errno.ENOENT, () -> first.migrateToDevice(page5, 1, words));
        world.expectOnDevice(page5);
    }

    private static void migrateMultiple(World world) {
        Dmirror device = world.open0();
        for (int round = 0; round < ROUNDS; round++) {
            long start = world.mapPattern(BUFFER_PAGES);
            toDevice(device, start, BUFFER_PAGES);
            if (round % 2 == 1 || world.memoryKind() == MemoryKind.COHERENT) {
                World.expect("pages in RAM", (long) BUFFER_PAGES,
                        device.migrateToSystem(start, BUFFER_PAGES).cpages());
            }
            world.expectMemory(start, World.pattern(BUFFER_PAGES));
            world.mm().munmap(start, BUFFER_PAGES * Vma.PAGE_BYTES);
        }
    }

    private static void snapshot(World world) {
        long start = world.map(7, 0);
        long page = Vma.PAGE_BYTES;
        Dmirror first = world.open0();
        Dmirror second = world.open1();
        world.mm().munmap(start + page, page);
        world.protect(start + 2 * page, 1, VmFlags.READ);
        World.expect("zero page", 0L, world.cpu().loadLong(world.mm(), start + 2 * page));
        world.protect(start + 3 * page, 4, VmFlags.READ_WRITE);
        for (int i = 3; i < 7; i++) {
            world.cpu().storeLong(world.mm(), start + i * page, i);
        }
        world.protect(start + 3 * page, 1, VmFlags.READ);
        first.migrateToDevice(start + 5 * page, 1, World.words(1));
        second.migrateToDevice(start + 6 * page, 1, World.words(1));
        int[] bytes = new int[7];

        first.snapshot(start, 7, bytes);

        boolean isPrivate = world.memoryKind() == MemoryKind.PRIVATE;
        World.expectWords("snapshot", new int[] {
            SnapshotByte.ERROR, SnapshotByte.ERROR, SnapshotByte.ZERO | SnapshotByte.READ,
            SnapshotByte.READ, SnapshotByte.WRITE,
            isPrivate ? SnapshotByte.DEVICE_PRIVATE_LOCAL | SnapshotByte.WRITE
                    : SnapshotByte.DEVICE_COHERENT_LOCAL | SnapshotByte.WRITE,
            isPrivate ? SnapshotByte.NONE
                    : SnapshotByte.DEVICE_COHERENT_REMOTE | SnapshotByte.WRITE}, bytes);
    }

    private static void cowInDevice(World world) {
        int nrPages = 4;
        long start = world.mapPattern(nrPages);
        Dmirror device = world.open0();
        toDevice(device, start, nrPages);
        AddressSpace child = world.fork();
        int[] negative = World.negativePattern(nrPages);

        world.cpu().storeInts(world.mm(), start, negative);

        world.expectMemory(child, start, World.pattern(nrPages));
        world.exit(child);
        int[] bytes = new int[nrPages];
        device.snapshot(start, nrPages, bytes);
        int[] expected = new int[nrPages];
        Arrays.fill(expected, SnapshotByte.WRITE);
        World.expectWords("snapshot", expected, bytes);
        world.expectMemory(start, negative);
        assert negative.length == nrPages * INTS_PER_PAGE;
    }
}
