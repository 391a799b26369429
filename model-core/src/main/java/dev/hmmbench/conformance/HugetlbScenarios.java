package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.HugeScenarios.WINDOW;
import static dev.hmmbench.conformance.HugeScenarios.WINDOW_BYTES;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.device.SnapshotByte;
import dev.hmmbench.mm.AccessViolationException;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Advice;
import dev.hmmbench.mm.Hugetlb;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import java.util.Arrays;
import java.util.List;

/**
 * Huge pages that were set aside: a device mirrors them, and they do not migrate.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, anon_write_hugetlbfs and compound, 6.19.
 * Fidelity: modelled.
 */
final class HugetlbScenarios {

    private HugetlbScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("anon_write_hugetlbfs", "the device writes a huge page",
                        HugetlbScenarios::anonWrite),
                Scenario.of("compound", "every page of a huge one shows its level",
                        HugetlbScenarios::compound),
                Scenario.of("hugetlb_stays", "a huge page does not migrate and is not cut",
                        HugetlbScenarios::stays),
                Scenario.of("hugetlb_fork", "parent and child write their own, if there are two",
                        HugetlbScenarios::fork));
    }

    private static long map(World world, int nrFree) {
        World.expect("huge pages", nrFree, world.core().hugetlb().resize(nrFree));
        return world.core().hugetlb()
                .mmap(world.mm(), WINDOW_BYTES, VmFlags.READ_WRITE).start();
    }

    private static void anonWrite(World world) {
        long start = map(world, 1);

        DmirrorReply reply = world.open0().write(start, WINDOW, World.pattern(WINDOW));

        World.expect("reply", new DmirrorReply(WINDOW, 1), reply);
        world.expectHuge(true, start);
        World.expect("free huge pages", 0, world.core().hugetlb().nrFree());
        world.expectMemory(start, World.pattern(WINDOW));
        world.mm().munmap(start, WINDOW_BYTES);
        World.expect("free huge pages", 1, world.core().hugetlb().nrFree());
    }

    private static void compound(World world) {
        long start = map(world, 1);
        world.cpu().storeInts(world.mm(), start, World.pattern(WINDOW));
        Dmirror device = world.open0();

        expectSnapshot(device, start, SnapshotByte.WRITE | SnapshotByte.PMD);

        world.protect(start, WINDOW, VmFlags.READ);
        expectSnapshot(device, start, SnapshotByte.READ | SnapshotByte.PMD);
    }

    private static void expectSnapshot(Dmirror device, long start, int expected) {
        int[] all = new int[WINDOW];
        Arrays.fill(all, expected);
        int[] bytes = new int[WINDOW];
        device.snapshot(start, WINDOW, bytes);
        World.expectWords("snapshot", all, bytes);
    }

    private static void stays(World world) {
        long start = map(world, 1);
        world.cpu().storeInts(world.mm(), start, World.pattern(WINDOW));
        Dmirror device = world.open0();
        Hugetlb hugetlb = world.core().hugetlb();

        World.expectErrno(Errno.EINVAL,
                () -> device.migrateToDevice(start, WINDOW, World.words(WINDOW)));
        World.expectErrno(Errno.EINVAL, () -> device.migrateToSystem(start, WINDOW));
        World.expectErrno(Errno.EINVAL,
                () -> world.mm().munmap(start + WINDOW_BYTES / 2, WINDOW_BYTES / 2));
        World.expectErrno(Errno.EINVAL, () -> world.protect(start, 1, VmFlags.READ));
        World.expectErrno(Errno.EINVAL, () -> world.mm().madviseDontneed(
                start + Vma.PAGE_BYTES, WINDOW_BYTES - Vma.PAGE_BYTES));
        world.mm().madviseDontneed(start, WINDOW_BYTES - Vma.PAGE_BYTES);
        World.expectErrno(Errno.EINVAL,
                () -> world.mm().madvise(start, WINDOW_BYTES, Advice.FREE));
        World.expectErrno(Errno.EINVAL, () -> world.mm().mremap(
                start, WINDOW_BYTES, start + 4 * WINDOW_BYTES + Vma.PAGE_BYTES));
        World.expectErrno(Errno.ENOMEM,
                () -> hugetlb.mmap(world.mm(), Vma.PAGE_BYTES, VmFlags.READ_WRITE));

        world.expectHuge(true, start);
        world.expectMemory(start, World.pattern(WINDOW));
    }

    private static void fork(World world) {
        long start = map(world, 2);
        world.cpu().storeInts(world.mm(), start, World.pattern(WINDOW));
        AddressSpace child = world.fork();
        AddressSpace second = world.fork();
        int[] negative = World.negativePattern(WINDOW);

        world.cpu().storeInts(child, start, negative);

        world.expectMemory(start, World.pattern(WINDOW));
        world.expectMemory(second, start, World.pattern(WINDOW));
        world.expectMemory(child, start, negative);
        try {
            world.cpu().storeLong(second, start, 1);
            throw new ScenarioFailedException("a third huge page was found");
        } catch (AccessViolationException expected) {
            World.expect("signal", AccessViolationException.Signal.SIGBUS, expected.signal());
        }
        world.exit(second);
        world.cpu().storeInts(world.mm(), start, negative);
        world.expectMemory(start, negative);
        world.checkInvariants();
    }
}
