package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.World.BUFFER_PAGES;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import java.util.Arrays;
import java.util.List;

/**
 * Pages of RAM become exclusive to a device and come back.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, 6.19, the exclusive tests. Fidelity: modelled.
 */
final class ExclusiveScenarios {

    private static final int NR_PAGES = 16;

    private ExclusiveScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("exclusive", "the device has pages alone until the CPU writes",
                        ExclusiveScenarios::exclusive),
                Scenario.of("exclusive_mprotect", "the device may not write after mprotect",
                        ExclusiveScenarios::exclusiveMprotect),
                Scenario.of("exclusive_cow", "parent and child of a fork each write their own",
                        ExclusiveScenarios::exclusiveCow),
                Scenario.of("exclusive_on_device", "a private device page comes back before",
                        ExclusiveScenarios::exclusiveOnDevice),
                Scenario.of("exclusive_read_only", "memory that nobody may write is refused",
                        ExclusiveScenarios::exclusiveReadOnly),
                Scenario.of("exclusive_into_hole", "pages in front of a hole stay exclusive",
                        ExclusiveScenarios::exclusiveIntoHole),
                Scenario.of("exclusive_unmap", "exclusive pages are unmapped and dropped",
                        ExclusiveScenarios::exclusiveUnmap));
    }

    private static Dmirror makeExclusive(World world, long start, int nrPages) {
        Dmirror device = world.open0();
        int[] mirror = World.negativePattern(nrPages);
        World.expect("exclusive", new DmirrorReply(nrPages, 0),
                device.exclusive(start, nrPages, mirror));
        World.expectWords("mirror", World.pattern(nrPages), mirror);
        world.expectKind(start, EntryKind.EXCLUSIVE);
        return device;
    }

    private static void exclusive(World world) {
        long start = world.mapPattern(BUFFER_PAGES);
        Dmirror device = makeExclusive(world, start, BUFFER_PAGES);
        World.expectErrno(Errno.EPERM, () -> device.checkExclusive(start, BUFFER_PAGES));

        incrementEachWord(world, world.mm(), start, BUFFER_PAGES);

        world.expectMemory(start, incremented(BUFFER_PAGES));
        device.checkExclusive(start, BUFFER_PAGES);
        world.expectKind(start, EntryKind.PRESENT_WRITE);
    }

    private static void exclusiveMprotect(World world) {
        long start = world.mapPattern(BUFFER_PAGES);
        Dmirror device = makeExclusive(world, start, BUFFER_PAGES);

        world.protect(start, BUFFER_PAGES, VmFlags.READ);

        World.expectErrno(Errno.EPERM, () -> device.write(
                start, BUFFER_PAGES, World.negativePattern(BUFFER_PAGES)));
        world.expectMemory(start, World.pattern(BUFFER_PAGES));
    }

    private static void exclusiveCow(World world) {
        long start = world.mapPattern(BUFFER_PAGES);
        makeExclusive(world, start, BUFFER_PAGES);

        AddressSpace child = world.fork();

        world.expectKind(start, EntryKind.PRESENT_READ);
        incrementEachWord(world, world.mm(), start, BUFFER_PAGES);
        incrementEachWord(world, child, start, BUFFER_PAGES);
        world.expectMemory(start, incremented(BUFFER_PAGES));
        world.expectMemory(child, start, incremented(BUFFER_PAGES));
    }

    private static void exclusiveOnDevice(World world) {
        long start = world.mapPattern(NR_PAGES);
        MigrationScenarios.toDevice(world.open0(), start, NR_PAGES);

        makeExclusive(world, start, NR_PAGES);

        World.expect("used device pages",
                world.memoryKind() == MemoryKind.PRIVATE ? 0L : NR_PAGES,
                world.device0().nrUsedPages());
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    private static void exclusiveReadOnly(World world) {
        long start = world.mapPattern(NR_PAGES);
        world.protect(start, NR_PAGES, VmFlags.READ);
        Dmirror device = world.open0();

        World.expectErrno(Errno.EBUSY,
                () -> device.exclusive(start, NR_PAGES, World.words(NR_PAGES)));

        world.expectKind(start, EntryKind.PRESENT_READ);
    }

    private static void exclusiveIntoHole(World world) {
        long start = world.mapPattern(NR_PAGES);
        long hole = start + NR_PAGES / 2 * Vma.PAGE_BYTES;
        world.mm().munmap(hole, Vma.PAGE_BYTES);
        Dmirror device = world.open0();
        int[] mirror = World.negativePattern(NR_PAGES);

        World.expectErrno(Errno.EBUSY, () -> device.exclusive(start, NR_PAGES, mirror));

        World.expectWords("mirror", World.negativePattern(NR_PAGES), mirror);
        world.expectKind(hole - Vma.PAGE_BYTES, EntryKind.EXCLUSIVE);
        world.expectKind(hole + Vma.PAGE_BYTES, EntryKind.PRESENT_WRITE);
        World.expectErrno(Errno.EPERM, () -> device.checkExclusive(start, NR_PAGES / 2));
        device.checkExclusive(hole, NR_PAGES / 2);
        world.expectMemory(start, World.pattern(NR_PAGES / 2));
        device.checkExclusive(start, NR_PAGES / 2);
    }

    private static void exclusiveUnmap(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = makeExclusive(world, start, NR_PAGES);

        world.mm().munmap(start, NR_PAGES * Vma.PAGE_BYTES);

        World.expect("anonymous pages", 0L, world.mm().nrAnonPages());
        World.expect("mirrored pages", 0, device.nrMirroredPages());
    }

    private static void incrementEachWord(
            World world, AddressSpace mm, long start, int nrPages) {
        int[] words = World.words(nrPages);
        world.cpu().loadInts(mm, start, words);
        Arrays.setAll(words, i -> words[i] + 1);
        world.cpu().storeInts(mm, start, words);
    }

    private static int[] incremented(int nrPages) {
        int[] words = World.pattern(nrPages);
        Arrays.setAll(words, i -> words[i] + 1);
        return words;
    }
}
