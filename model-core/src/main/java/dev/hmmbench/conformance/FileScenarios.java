package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.World.BUFFER_PAGES;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.device.SnapshotByte;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.PageCache;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import java.util.List;

/**
 * A device and memory that is not private and anonymous: shared memory, files, pages of drivers.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, 6.19, the tests of files, shared memory and
 * mixedmap, and 6.12 for migrate_file_private. Fidelity: modelled (files live in memory alone).
 */
final class FileScenarios {

    private static final int NR_PAGES = 16;
    private static final long BUFFER_BYTES = BUFFER_PAGES * Vma.PAGE_BYTES;

    private FileScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("anon_write_child_shared", "a child's device writes shared memory",
                        FileScenarios::anonWriteChildShared),
                Scenario.of("file_read", "the device reads a file", FileScenarios::fileRead),
                Scenario.of("file_write", "the device writes a file", FileScenarios::fileWrite),
                Scenario.of("migrate_file_private", "private copies of a file's pages migrate",
                        FileScenarios::migrateFilePrivate),
                Scenario.of("migrate_shared", "untouched shared memory does not migrate",
                        FileScenarios::migrateShared),
                Scenario.of("migrate_shared_touched", "nor does it with pages",
                        FileScenarios::migrateSharedTouched),
                Scenario.of("migrate_file_untouched", "nor do a private mapping's file pages",
                        FileScenarios::migrateFileUntouched),
                Scenario.of("mixedmap", "ordinary pages that a driver has mapped",
                        FileScenarios::mixedmap),
                Scenario.of("special_memory", "registers of a device are left alone",
                        FileScenarios::specialMemory));
    }

    private static void anonWriteChildShared(World world) {
        long start = world.map(BUFFER_PAGES, VmFlags.READ_WRITE | VmFlags.SHARED);
        world.cpu().storeInts(world.mm(), start, World.pattern(BUFFER_PAGES));
        AddressSpace child = world.fork();
        int[] negative = World.negativePattern(BUFFER_PAGES);

        DmirrorReply reply =
                world.open(world.device0(), child).write(start, BUFFER_PAGES, negative);

        World.expect("reply", new DmirrorReply(BUFFER_PAGES, 1), reply);
        world.expectMemory(child, start, negative);
        world.expectMemory(start, negative);
    }

    private static void fileRead(World world) {
        try (PageCache file = world.core().createFile(BUFFER_PAGES)) {
            file.write(World.pattern(BUFFER_PAGES));
            long start = world.mm().mmapFile(
                    file, BUFFER_BYTES, VmFlags.READ | VmFlags.SHARED).start();
            int[] mirror = World.negativePattern(BUFFER_PAGES);

            DmirrorReply reply = world.open0().read(start, BUFFER_PAGES, mirror);

            World.expect("reply", new DmirrorReply(BUFFER_PAGES, 1), reply);
            World.expectWords("mirror", World.pattern(BUFFER_PAGES), mirror);
        }
    }

    private static void fileWrite(World world) {
        try (PageCache file = world.core().createFile(BUFFER_PAGES)) {
            long start = world.mm().mmapFile(
                    file, BUFFER_BYTES, VmFlags.READ_WRITE | VmFlags.SHARED).start();

            DmirrorReply reply =
                    world.open0().write(start, BUFFER_PAGES, World.pattern(BUFFER_PAGES));

            World.expect("reply", new DmirrorReply(BUFFER_PAGES, 1), reply);
            world.expectMemory(start, World.pattern(BUFFER_PAGES));
            int[] content = World.words(BUFFER_PAGES);
            file.read(content);
            World.expectWords("file", World.pattern(BUFFER_PAGES), content);
        }
    }

    private static void migrateFilePrivate(World world) {
        try (PageCache file = world.core().createFile(BUFFER_PAGES)) {
            file.write(World.negativePattern(BUFFER_PAGES));
            long start = world.mm().mmapFile(file, BUFFER_BYTES, VmFlags.READ_WRITE).start();
            world.cpu().storeInts(world.mm(), start, World.pattern(BUFFER_PAGES));

            MigrationScenarios.toDevice(world.open0(), start, BUFFER_PAGES);

            world.checkInvariants();
            world.expectMemory(start, World.pattern(BUFFER_PAGES));
            int[] content = World.words(BUFFER_PAGES);
            file.read(content);
            World.expectWords("file", World.negativePattern(BUFFER_PAGES), content);
        }
    }

    private static void migrateShared(World world) {
        long start = world.map(BUFFER_PAGES, VmFlags.READ_WRITE | VmFlags.SHARED);
        expectStays(world.open0(), start, BUFFER_PAGES);
        world.expectKind(start, EntryKind.NONE);
    }

    private static void migrateSharedTouched(World world) {
        long start = world.map(NR_PAGES, VmFlags.READ_WRITE | VmFlags.SHARED);
        world.cpu().storeInts(world.mm(), start, World.pattern(NR_PAGES));
        AddressSpace child = world.fork();
        world.expectMemory(child, start, World.pattern(NR_PAGES));

        expectStays(world.open0(), start, NR_PAGES);

        world.checkInvariants();
        World.expect("child's entry", EntryKind.PRESENT_WRITE, child.kindAt(start));
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    private static void migrateFileUntouched(World world) {
        try (PageCache file = world.core().createFile(NR_PAGES)) {
            file.write(World.pattern(NR_PAGES));
            long bytes = NR_PAGES * Vma.PAGE_BYTES;
            long start = world.mm().mmapFile(file, bytes, VmFlags.READ_WRITE).start();
            world.expectMemory(start, World.pattern(NR_PAGES));

            expectStays(world.open0(), start, NR_PAGES);

            world.expectKind(start, EntryKind.PRESENT_READ);
            world.expectMemory(start, World.pattern(NR_PAGES));
        }
    }

    private static void expectStays(Dmirror device, long start, int nrPages) {
        World.expectErrno(Errno.ENOENT,
                () -> device.migrateToDevice(start, nrPages, World.words(nrPages)));
    }

    private static void mixedmap(World world) {
        Dmirror device = world.open0();
        long start = device.mmap(1, VmFlags.READ).start();
        int[] bytes = new int[1];

        device.snapshot(start, 1, bytes);

        World.expectWords("snapshot", new int[] {SnapshotByte.READ}, bytes);
        World.expectErrno(Errno.EINVAL,
                () -> device.migrateToDevice(start, 1, World.words(1)));
    }

    private static void specialMemory(World world) {
        Dmirror device = world.open0();
        long start = world.mm().mmapSpecial(2 * Vma.PAGE_BYTES, VmFlags.READ_WRITE,
                VmFlags.IO | VmFlags.PFNMAP).start();
        int[] bytes = new int[2];

        World.expectErrno(Errno.EFAULT, () -> device.read(start, 2, World.words(2)));
        World.expectErrno(Errno.EFAULT, () -> device.write(start, 2, World.words(2)));
        World.expectErrno(Errno.EINVAL,
                () -> device.migrateToDevice(start, 2, World.words(2)));
        device.snapshot(start, 2, bytes);

        World.expectWords("snapshot",
                new int[] {SnapshotByte.ERROR, SnapshotByte.ERROR}, bytes);
    }
}
