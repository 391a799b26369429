package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.World.BUFFER_PAGES;
import static dev.hmmbench.conformance.World.INTS_PER_PAGE;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.device.SnapshotByte;
import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.mm.Advice;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.ProcPagemap;
import dev.hmmbench.mm.RemapSource;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import java.util.Arrays;
import java.util.List;

/**
 * Folios of 2 MiB migrate to a device and back. Coherent devices have no such folios: there the
 * same steps split them.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, 6.19, the tests of huge memory. Fidelity:
 * modelled.
 */
final class HugeScenarios {

    /** Pages of the window that the tests use, 2 MiB. */
    static final int WINDOW = CompoundPage.HUGE_PAGES;
    /** Bytes of the window. */
    static final long WINDOW_BYTES = WINDOW * Vma.PAGE_BYTES;

    private static final int[] OFFSETS = {0, WINDOW / 4, WINDOW / 2};

    private HugeScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("anon_write_huge", "the device writes fresh memory of 2 MiB folios",
                        HugeScenarios::anonWriteHuge),
                Scenario.of("migrate_anon_huge_empty", "2 MiB never touched go to the device",
                        HugeScenarios::empty),
                Scenario.of("migrate_anon_huge_zero", "so do 2 MiB of zeroes that were read",
                        HugeScenarios::zero),
                Scenario.of("migrate_anon_huge_free", "MADV_FREE and munmap of 2 MiB on it",
                        HugeScenarios::free),
                Scenario.of("migrate_anon_huge_fault", "a collapsed folio comes back by a fault",
                        HugeScenarios::fault),
                Scenario.of("migrate_partial_unmap_fault", "half is unmapped, the rest comes back",
                        HugeScenarios::partialUnmapFault),
                Scenario.of("migrate_remap_fault", "2 MiB move before and after they migrate",
                        HugeScenarios::remapFault));
    }

    /** Whether memory consists of 2 MiB folios. */
    enum Pages {
        HUGE(Advice.HUGEPAGE),
        SMALL(Advice.NOHUGEPAGE);

        private final Advice advice;

        Pages(Advice advice) {
            this.advice = advice;
        }

        Advice advice() {
            return advice;
        }

        /** Maps memory of such pages and fills it with the pattern. */
        long mapPattern(World world, int nrPages) {
            long start = world.map(nrPages, VmFlags.READ_WRITE);
            world.mm().madvise(start, nrPages * Vma.PAGE_BYTES, advice);
            world.cpu().storeInts(world.mm(), start, World.pattern(nrPages));
            world.expectHuge(this == HUGE && nrPages >= WINDOW, start);
            return start;
        }
    }

    /** Migrates a window whose content the device must read; its mirror is filled before. */
    static void toDevice(Dmirror device, long start, int[] expected) {
        int[] mirror = new int[expected.length];
        Arrays.fill(mirror, -1);
        World.expect("to device", new DmirrorReply(expected.length / INTS_PER_PAGE, 0),
                device.migrateToDevice(start, expected.length / INTS_PER_PAGE, mirror));
        World.expectWords("mirror", expected, mirror);
    }

    /** Expects the window on the device, by one entry where its memory allows that. */
    static void expectFolioOnDevice(World world, long start, EntryKind ofPrivate) {
        boolean isPrivate = world.memoryKind() == MemoryKind.PRIVATE;
        World.expect("window on the device", true, world.isOnDevice(start));
        World.expect("used device pages", (long) WINDOW, world.device0().nrUsedPages());
        world.expectHuge(isPrivate, start);
        if (isPrivate) {
            world.expectKind(start, ofPrivate);
        }
        world.checkInvariants();
    }

    private static void anonWriteHuge(World world) {
        long start = world.mapHuge(BUFFER_PAGES, VmFlags.READ_WRITE);

        DmirrorReply reply = world.open0().write(start, WINDOW, World.pattern(WINDOW));

        World.expect("reply", new DmirrorReply(WINDOW, 1), reply);
        world.expectHuge(true, start);
        world.expectMemory(start, World.pattern(WINDOW));
    }

    private static void empty(World world) {
        long start = world.mapHuge(2 * WINDOW, VmFlags.READ);

        toDevice(world.open0(), start, World.words(WINDOW));

        expectFolioOnDevice(world, start, EntryKind.DEVICE_READ);
    }

    private static void zero(World world) {
        long start = world.mapHuge(2 * WINDOW, VmFlags.READ);
        World.expect("first word", 0L, world.cpu().loadLong(world.mm(), start));
        world.expectKind(start, EntryKind.ZERO_PAGE);
        world.expectHuge(true, start);

        toDevice(world.open0(), start, World.words(WINDOW));

        expectFolioOnDevice(world, start, EntryKind.DEVICE_READ);
        world.expectMemory(start, World.words(WINDOW));
        World.expect("window on the device",
                world.memoryKind() == MemoryKind.COHERENT, world.isOnDevice(start));
    }

    private static void free(World world) {
        long start = Pages.HUGE.mapPattern(world, 2 * WINDOW);
        toDevice(world.open0(), start, World.pattern(WINDOW));
        expectFolioOnDevice(world, start, EntryKind.DEVICE_WRITE);

        world.mm().madvise(start, WINDOW_BYTES, Advice.FREE);

        expectFolioOnDevice(world, start, EntryKind.DEVICE_WRITE);
        world.mm().munmap(start, 2 * WINDOW_BYTES);
        World.expect("used device pages", 0L, world.device0().nrUsedPages());
        World.expect("anonymous pages", 0L, world.mm().nrAnonPages());
    }

    private static void fault(World world) {
        long start = world.mapPattern(2 * WINDOW);
        world.mm().madvise(start, WINDOW_BYTES, Advice.COLLAPSE);
        world.expectHuge(true, start);
        Dmirror device = world.open0();

        toDevice(device, start, World.pattern(WINDOW));

        expectFolioOnDevice(world, start, EntryKind.DEVICE_WRITE);
        boolean isPrivate = world.memoryKind() == MemoryKind.PRIVATE;
        int[] expected = new int[WINDOW];
        Arrays.fill(expected, SnapshotByte.WRITE | (isPrivate
                ? SnapshotByte.DEVICE_PRIVATE_LOCAL | SnapshotByte.PMD
                : SnapshotByte.DEVICE_COHERENT_LOCAL));
        int[] bytes = new int[WINDOW];
        device.snapshot(start, WINDOW, bytes);
        World.expectWords("snapshot", expected, bytes);
        long[] words = new long[WINDOW];
        ProcPagemap.read(world.core(), world.mm(), start, words);
        for (long word : words) {
            World.expect("swap bit", isPrivate, (word & ProcPagemap.SWAP) != 0);
            World.expect("present bit", !isPrivate, (word & ProcPagemap.PRESENT) != 0);
        }
        world.expectMemory(start, World.pattern(2 * WINDOW));
        World.expect("used device pages", isPrivate ? 0L : WINDOW,
                world.device0().nrUsedPages());
        world.expectHuge(isPrivate, start);
    }

    private static void partialUnmapFault(World world) {
        Dmirror device = world.open0();
        for (Pages pages : Pages.values()) {
            for (int offset : OFFSETS) {
                long start = pages.mapPattern(world, 2 * WINDOW);
                toDevice(device, start, World.pattern(WINDOW));
                long hole = start + offset * Vma.PAGE_BYTES;

                world.mm().munmap(hole, WINDOW_BYTES / 2);

                world.expectHuge(false, start);
                world.checkInvariants();
                int[] all = World.pattern(2 * WINDOW);
                int holeWord = offset * INTS_PER_PAGE;
                int behind = holeWord + WINDOW / 2 * INTS_PER_PAGE;
                world.expectMemory(start, Arrays.copyOf(all, holeWord));
                world.expectMemory(hole + WINDOW_BYTES / 2,
                        Arrays.copyOfRange(all, behind, all.length));
                expectOnlyCoherentLeft(world, WINDOW / 2);
                world.mm().munmap(start, 2 * WINDOW_BYTES);
                World.expect("used device pages", 0L, world.device0().nrUsedPages());
            }
        }
    }

    private static void expectOnlyCoherentLeft(World world, int nrPages) {
        World.expect("used device pages",
                world.memoryKind() == MemoryKind.PRIVATE ? 0L : nrPages,
                world.device0().nrUsedPages());
    }

    private static void remapFault(World world) {
        Dmirror device = world.open0();
        for (Moved moved : Moved.values()) {
            for (RemapSource source : RemapSource.values()) {
                for (Pages pages : Pages.values()) {
                    for (int offset : OFFSETS) {
                        remap(world, device, moved, source, pages, offset);
                    }
                }
            }
        }
    }

    /** When the window moves. */
    private enum Moved {
        BEFORE,
        AFTER
    }

    private static void remap(World world, Dmirror device, Moved moved, RemapSource source,
            Pages pages, int offset) {
        long start = pages.mapPattern(world, 2 * WINDOW);
        long target = start + WINDOW_BYTES + offset * Vma.PAGE_BYTES;
        int[] pattern = World.pattern(WINDOW);
        if (moved == Moved.BEFORE) {
            world.mm().mremap(start, WINDOW_BYTES, target, source);
            toDevice(device, target, pattern);
        } else {
            toDevice(device, start, pattern);
            world.mm().mremap(start, WINDOW_BYTES, target, source);
        }

        World.expect("window on the device", true, world.isOnDevice(target));
        world.expectHuge(pages == Pages.HUGE && offset == 0
                && world.memoryKind() == MemoryKind.PRIVATE, target);
        World.expect("mapping at the old place", source == RemapSource.KEPT,
                world.mm().find(start) != null);
        world.checkInvariants();
        world.expectMemory(target, pattern);
        if (source == RemapSource.KEPT) {
            world.expectMemory(start, World.words(WINDOW));
        }
        expectOnlyCoherentLeft(world, WINDOW);
        world.mm().munmap(start, 3 * WINDOW_BYTES);
        World.expect("anonymous pages", 0L, world.mm().nrAnonPages());
    }
}
