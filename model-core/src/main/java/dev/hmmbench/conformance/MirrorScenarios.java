package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.World.BUFFER_PAGES;
import static dev.hmmbench.conformance.World.INTS_PER_PAGE;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.mm.AccessViolationException;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;
import java.util.Arrays;
import java.util.List;

/**
 * A device mirrors memory of the system: faults in, reads and writes.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, 6.19, the tests without migration.
 * Fidelity: modelled.
 */
final class MirrorScenarios {

    private static final int ROUNDS = 10;

    private MirrorScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("open_close", "a device opens and closes", World::open0),
                Scenario.of("anon_read", "the device reads memory, untouched pages as zeroes",
                        MirrorScenarios::anonRead),
                Scenario.of("anon_read_prot", "the device may not read PROT_NONE",
                        MirrorScenarios::anonReadProt),
                Scenario.of("anon_write", "the device writes fresh memory",
                        MirrorScenarios::anonWrite),
                Scenario.of("anon_write_prot", "the device may not write read-only memory",
                        MirrorScenarios::anonWriteProt),
                Scenario.of("anon_write_child", "a child's device writes a private copy",
                        MirrorScenarios::anonWriteChild),
                Scenario.of("anon_read_multiple", "ten buffers in turn read right",
                        MirrorScenarios::anonReadMultiple),
                Scenario.of("anon_teardown", "munmap in another thread while the device reads",
                        MirrorScenarios::anonTeardown),
                Scenario.of("double_map", "two devices read, one migrates, the other reads",
                        MirrorScenarios::doubleMap),
                Scenario.of("bad_range", "unaligned, empty and unmapped ranges are refused",
                        MirrorScenarios::badRange));
    }

    private static void anonRead(World world) {
        int[] expected = World.pattern(BUFFER_PAGES);
        Arrays.fill(expected, 0, 2 * INTS_PER_PAGE, 0);
        long start = world.map(BUFFER_PAGES, VmFlags.READ_WRITE);
        world.cpu().storeInts(world.mm(), start + 2 * Vma.PAGE_BYTES,
                Arrays.copyOfRange(expected, 2 * INTS_PER_PAGE, expected.length));
        world.protect(start, BUFFER_PAGES, VmFlags.READ);
        World.expect("page 1", 0L, world.cpu().loadLong(world.mm(), start + Vma.PAGE_BYTES));
        int[] mirror = World.negativePattern(BUFFER_PAGES);

        DmirrorReply reply = world.open0().read(start, BUFFER_PAGES, mirror);

        World.expect("reply", new DmirrorReply(BUFFER_PAGES, 1), reply);
        World.expectWords("mirror", expected, mirror);
    }

    private static void anonReadProt(World world) {
        long start = world.mapPattern(BUFFER_PAGES);
        int[] mirror = World.negativePattern(BUFFER_PAGES);
        world.protect(start, BUFFER_PAGES, 0);
        Dmirror device = world.open0();

        World.expectErrno(Errno.EFAULT, () -> device.read(start, BUFFER_PAGES, mirror));

        world.protect(start, BUFFER_PAGES, VmFlags.READ);
        world.expectMemory(start, World.pattern(BUFFER_PAGES));
        World.expectWords("mirror", World.negativePattern(BUFFER_PAGES), mirror);
    }

    private static void anonWrite(World world) {
        long start = world.map(BUFFER_PAGES, VmFlags.READ_WRITE);

        DmirrorReply reply =
                world.open0().write(start, BUFFER_PAGES, World.pattern(BUFFER_PAGES));

        World.expect("reply", new DmirrorReply(BUFFER_PAGES, 1), reply);
        world.expectMemory(start, World.pattern(BUFFER_PAGES));
    }

    private static void anonWriteProt(World world) {
        long start = world.map(BUFFER_PAGES, VmFlags.READ);
        Dmirror device = world.open0();
        int[] pattern = World.pattern(BUFFER_PAGES);

        World.expect("read", new DmirrorReply(1, 1), device.read(start, 1, World.words(1)));
        World.expectErrno(Errno.EPERM, () -> device.write(start, BUFFER_PAGES, pattern));
        world.expectMemory(start, World.words(BUFFER_PAGES));

        world.protect(start, BUFFER_PAGES, VmFlags.READ_WRITE);
        World.expect("write", new DmirrorReply(BUFFER_PAGES, 1),
                device.write(start, BUFFER_PAGES, pattern));
        world.expectMemory(start, pattern);
    }

    private static void anonWriteChild(World world) {
        long start = world.mapPattern(BUFFER_PAGES);
        AddressSpace child = world.fork();
        int[] negative = World.negativePattern(BUFFER_PAGES);

        DmirrorReply reply = world.open(world.device0(), child)
                .write(start, BUFFER_PAGES, negative);

        World.expect("reply", new DmirrorReply(BUFFER_PAGES, 1), reply);
        world.expectMemory(child, start, negative);
        world.expectMemory(start, World.pattern(BUFFER_PAGES));
    }

    private static void anonReadMultiple(World world) {
        Dmirror device = world.open0();
        for (int round = 0; round < ROUNDS; round++) {
            int[] words = World.pattern(BUFFER_PAGES);
            for (int i = 0; i < words.length; i++) {
                words[i] += round;
            }
            long start = world.map(BUFFER_PAGES, VmFlags.READ_WRITE);
            world.cpu().storeInts(world.mm(), start, words);
            int[] mirror = World.words(BUFFER_PAGES);

            World.expect("reply", new DmirrorReply(BUFFER_PAGES, 1),
                    device.read(start, BUFFER_PAGES, mirror));

            World.expectWords("mirror", words, mirror);
            world.mm().munmap(start, BUFFER_PAGES * Vma.PAGE_BYTES);
        }
    }

    private static void anonTeardown(World world) {
        Dmirror device = world.open0();
        long halfBytes = BUFFER_PAGES / 2 * Vma.PAGE_BYTES;
        for (int round = 0; round < ROUNDS; round++) {
            long start = world.mapPattern(BUFFER_PAGES);
            Thread unmapper = Thread.ofPlatform().start(
                    () -> world.mm().munmap(start + halfBytes, halfBytes));
            int[] mirror = World.words(BUFFER_PAGES);
            try {
                World.expect("reply", new DmirrorReply(BUFFER_PAGES, 1),
                        device.read(start, BUFFER_PAGES, mirror));
                World.expectWords("mirror", World.pattern(BUFFER_PAGES), mirror);
            } catch (ModelException refused) {
                World.expect("errno", Errno.EFAULT, refused.errno());
            }
            World.join(unmapper);
            world.mm().munmap(start, halfBytes);
        }
    }

    private static void doubleMap(World world) {
        int nrPages = 6;
        long start = world.mapPattern(nrPages);
        world.protect(start, nrPages, VmFlags.READ);
        Dmirror first = world.open0();
        Dmirror second = world.open1();

        expectRead(first, start, nrPages);
        expectRead(second, start, nrPages);
        World.expect("to device", (long) nrPages,
                second.migrateToDevice(start, nrPages, World.words(nrPages)).cpages());
        expectRead(first, start, nrPages);
    }

    private static void expectRead(Dmirror device, long start, int nrPages) {
        int[] mirror = World.words(nrPages);
        World.expect("read", new DmirrorReply(nrPages, 1), device.read(start, nrPages, mirror));
        World.expectWords("mirror", World.pattern(nrPages), mirror);
    }

    private static void badRange(World world) {
        Dmirror device = world.open0();
        long start = world.map(2, VmFlags.READ_WRITE);
        int[] words = World.words(2);

        World.expectErrno(Errno.EINVAL, () -> device.read(start + 1, 1, words));
        World.expectErrno(Errno.EINVAL, () -> device.read(start, 0, words));
        World.expectErrno(Errno.EINVAL, () -> device.write(start, 0, words));
        World.expectErrno(Errno.EFAULT, () -> device.read(0x1000, 1, words));
        World.expectErrno(Errno.EINVAL, () -> device.migrateToDevice(0x1000, 1, words));
        World.expectErrno(Errno.EINVAL, () -> device.migrateToSystem(0x1000, 1));
        try {
            world.cpu().loadLong(world.mm(), 0x1000);
            throw new ScenarioFailedException("a load from a hole succeeded");
        } catch (AccessViolationException expected) {
            World.expect("signal", AccessViolationException.Signal.SIGSEGV, expected.signal());
        }
    }
}
