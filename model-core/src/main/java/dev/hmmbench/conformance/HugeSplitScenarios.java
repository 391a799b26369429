package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.HugeScenarios.WINDOW;
import static dev.hmmbench.conformance.HugeScenarios.expectFolioOnDevice;
import static dev.hmmbench.conformance.HugeScenarios.toDevice;

import dev.hmmbench.conformance.HugeScenarios.Pages;
import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.device.SnapshotByte;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import java.util.Arrays;
import java.util.List;

/** What happens to part of a 2 MiB folio on a device, or to all of it in two processes. */
final class HugeSplitScenarios {

    private static final int PART = WINDOW / 4;

    private HugeSplitScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("huge_mprotect_part", "a quarter becomes read-only, and writable again",
                        HugeSplitScenarios::mprotectPart),
                Scenario.of("huge_part_to_system", "a quarter leaves, and goes back again",
                        HugeSplitScenarios::partToSystem),
                Scenario.of("huge_fork", "parent and child share a folio on the device",
                        HugeSplitScenarios::fork),
                Scenario.of("huge_evict", "releasing the device brings folios back whole",
                        HugeSplitScenarios::evict));
    }

    private static long mapOnDevice(World world, Dmirror device) {
        long start = Pages.HUGE.mapPattern(world, WINDOW);
        toDevice(device, start, World.pattern(WINDOW));
        expectFolioOnDevice(world, start, EntryKind.DEVICE_WRITE);
        return start;
    }

    private static void mprotectPart(World world) {
        Dmirror device = world.open0();
        long start = mapOnDevice(world, device);

        world.protect(start, PART, VmFlags.READ);

        world.expectHuge(false, start);
        world.checkInvariants();
        int local = localByte(world);
        int[] expected = new int[WINDOW];
        Arrays.fill(expected, 0, PART, local | SnapshotByte.READ);
        Arrays.fill(expected, PART, WINDOW, local | SnapshotByte.WRITE);
        int[] bytes = new int[WINDOW];
        device.snapshot(start, WINDOW, bytes);
        World.expectWords("snapshot", expected, bytes);
        world.expectMemory(start, World.pattern(WINDOW));
        world.protect(start, PART, VmFlags.READ_WRITE);
        world.cpu().storeInts(world.mm(), start, World.negativePattern(WINDOW));
        world.expectMemory(start, World.negativePattern(WINDOW));
    }

    private static int localByte(World world) {
        return world.memoryKind() == MemoryKind.PRIVATE
                ? SnapshotByte.DEVICE_PRIVATE_LOCAL : SnapshotByte.DEVICE_COHERENT_LOCAL;
    }

    /** The split tells the mirror, so that it has to look at the pages that stayed again. */
    private static void partToSystem(World world) {
        Dmirror device = world.open0();
        long start = mapOnDevice(world, device);
        long part = start + PART * Vma.PAGE_BYTES;

        World.expect("pages in RAM", (long) PART, device.migrateToSystem(part, PART).cpages());

        world.expectHuge(false, start);
        World.expect("first page on the device", true, world.isOnDevice(start));
        World.expect("moved page on the device", false, world.isOnDevice(part));
        World.expect("used device pages", (long) WINDOW - PART,
                world.device0().nrUsedPages());
        world.checkInvariants();
        int[] mirror = World.words(WINDOW);
        World.expect("read", new DmirrorReply(WINDOW, 1), device.read(start, WINDOW, mirror));
        World.expectWords("mirror", World.pattern(WINDOW), mirror);
        toDevice(device, start, World.pattern(WINDOW));
        World.expect("used device pages", (long) WINDOW, world.device0().nrUsedPages());
        world.expectMemory(start, World.pattern(WINDOW));
    }

    private static void fork(World world) {
        long start = mapOnDevice(world, world.open0());
        boolean isPrivate = world.memoryKind() == MemoryKind.PRIVATE;

        AddressSpace child = world.fork();

        EntryKind shared = isPrivate ? EntryKind.DEVICE_READ : EntryKind.PRESENT_READ;
        world.expectKind(start, shared);
        World.expect("child's entry", shared, child.kindAt(start));
        World.expect("page of the child", world.mm().pageAt(start), child.pageAt(start));
        World.expect("child mapped by 2 MiB", isPrivate, child.isHugeAt(start));
        world.checkInvariants();
        world.expectMemory(child, start, World.pattern(WINDOW));
        world.expectKind(start, EntryKind.PRESENT_READ);
        world.expectHuge(isPrivate, start);
        World.expect("used device pages", isPrivate ? 0L : WINDOW,
                world.device0().nrUsedPages());
        world.cpu().storeInts(world.mm(), start, World.negativePattern(WINDOW));
        world.expectMemory(child, start, World.pattern(WINDOW));
        world.expectMemory(start, World.negativePattern(WINDOW));
    }

    private static void evict(World world) {
        Dmirror device = world.open0();
        long start = mapOnDevice(world, device);
        AddressSpace child = world.fork();

        device.release();

        World.expect("chunks", 0, world.device0().nrChunks());
        world.expectHuge(world.memoryKind() == MemoryKind.PRIVATE, start);
        world.expectKind(start, EntryKind.PRESENT_READ);
        world.checkInvariants();
        world.expectMemory(child, start, World.pattern(WINDOW));
        world.expectMemory(start, World.pattern(WINDOW));
    }
}
