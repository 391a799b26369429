package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.MigrationScenarios.toDevice;

import dev.hmmbench.device.DeviceShape;
import dev.hmmbench.device.Dmirror;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.MigrateVma;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.Lifecycle;
import dev.hmmbench.physmem.Pagemap;
import java.util.List;
import java.util.Objects;

/** Scenarios that the kernel's own tests lack and that the two designs could tell apart. */
final class OwnScenarios {

    private static final int NR_PAGES = 16;

    private OwnScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("second_chunk", "memory grows by a chunk on demand",
                        OwnScenarios::secondChunk),
                Scenario.of("fork_then_migrate", "migrating in the parent moves the child's too",
                        OwnScenarios::forkThenMigrate),
                Scenario.of("fork_during_migration", "both keep a readable page, and neither more",
                        OwnScenarios::forkDuringMigration),
                Scenario.of("mprotect_on_device", "read-only and back, then the CPU writes",
                        OwnScenarios::mprotectOnDevice),
                Scenario.of("release_two_processes", "release brings pages of both back",
                        OwnScenarios::releaseTwoProcesses),
                Scenario.of("release_held", "a device page that somebody holds keeps its chunk",
                        OwnScenarios::releaseHeld),
                Scenario.of("pinned_page", "a page that somebody else holds stays",
                        OwnScenarios::pinnedPage),
                Scenario.of("free_list_order", "the highest number is handed out first",
                        OwnScenarios::freeListOrder),
                Scenario.of("fault_against_release", "a process faults while another releases",
                        OwnScenarios::faultAgainstRelease),
                Scenario.of("fault_against_create", "a process faults beside other pagemaps' lives",
                        OwnScenarios::faultAgainstCreate));
    }

    private static void secondChunk(World world) {
        int nrPages = (int) world.device0().nrFreePages() + 8;
        long start = world.mapPattern(nrPages);
        Dmirror device = world.open0();

        toDevice(device, start, nrPages);

        World.expect("chunks", 2, world.device0().nrChunks());
        World.expect("used pages", (long) nrPages, world.device0().nrUsedPages());
        world.checkInvariants();
        device.release();
        World.expect("chunks after release", 0, world.device0().nrChunks());
        world.expectMemory(start, World.pattern(nrPages));
    }

    private static void forkThenMigrate(World world) {
        long start = world.mapPattern(NR_PAGES);
        AddressSpace child = world.fork();

        toDevice(world.open0(), start, NR_PAGES);

        World.expect("child's entry", EntryKind.DEVICE_READ, child.kindAt(start));
        world.expectKind(start, EntryKind.DEVICE_READ);
        World.expect("page of the child", world.mm().pageAt(start), child.pageAt(start));
        world.checkInvariants();
        world.expectMemory(child, start, World.pattern(NR_PAGES));
        world.expectKind(start, EntryKind.PRESENT_READ);
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    /** First pages of RAM are under migration while the process forks, then pages of a device. */
    private static void forkDuringMigration(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        forkUnderMigration(world, start, MigrateVma.SELECT_SYSTEM, EntryKind.PRESENT_READ);
        world.cpu().storeInts(world.mm(), start, World.pattern(NR_PAGES));
        toDevice(device, start, NR_PAGES);
        forkUnderMigration(world, start, MigrateVma.SELECT_DEVICE_PRIVATE, EntryKind.DEVICE_READ);
    }

    private static void forkUnderMigration(World world, long start, int select, EntryKind after) {
        long end = start + NR_PAGES * Vma.PAGE_BYTES;
        MigrateVma migrate = new MigrateVma(world.core(), NR_PAGES);
        migrate.setup(Objects.requireNonNull(world.mm().find(start)), start, end, select,
                world.device0().owner(), StructPage.NO_PAGE);
        world.expectKind(start, EntryKind.MIGRATION);
        AddressSpace child = world.fork();
        migrate.finish();

        world.expectKind(start, after);
        World.expect("child's entry", after, child.kindAt(start));
        world.cpu().storeInts(child, start, World.negativePattern(NR_PAGES));
        world.expectMemory(start, World.pattern(NR_PAGES));
        world.expectMemory(child, start, World.negativePattern(NR_PAGES));
        world.exit(child);
    }

    private static void mprotectOnDevice(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        toDevice(device, start, NR_PAGES);

        world.protect(start, NR_PAGES, VmFlags.READ);
        world.expectKind(start, EntryKind.DEVICE_READ);
        World.expectErrno(Errno.EFAULT,
                () -> device.write(start, NR_PAGES, World.negativePattern(NR_PAGES)));
        world.protect(start, NR_PAGES, VmFlags.READ_WRITE);
        world.expectKind(start, EntryKind.DEVICE_READ);

        world.cpu().storeInts(world.mm(), start, World.negativePattern(NR_PAGES));
        world.expectKind(start, EntryKind.PRESENT_WRITE);
        world.expectMemory(start, World.negativePattern(NR_PAGES));
    }

    private static void releaseTwoProcesses(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        toDevice(device, start, NR_PAGES);
        AddressSpace child = world.fork();

        device.release();

        world.checkInvariants();
        world.expectMemory(start, World.pattern(NR_PAGES));
        world.expectMemory(child, start, World.pattern(NR_PAGES));
    }

    /** The kernel would wait for the page to be given up. */
    private static void releaseHeld(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        toDevice(device, start, NR_PAGES);
        long held = world.mm().pageAt(start);
        Folio.get(held);

        World.expectErrno(Errno.EBUSY, device::release);

        World.expect("chunks", 1, world.device0().nrChunks());
        World.expect("used device pages", 1L, world.device0().nrUsedPages());
        world.device0().validate();
        World.expect("page", held, world.mm().pageAt(start));
        world.expectKind(start + Vma.PAGE_BYTES, EntryKind.PRESENT_WRITE);
        int[] mirror = World.words(NR_PAGES);
        device.read(start, NR_PAGES, mirror);
        World.expectWords("mirror", World.pattern(NR_PAGES), mirror);
        toDevice(device, start, NR_PAGES);
        world.core().putFolio(held);
        device.release();
        World.expect("chunks", 0, world.device0().nrChunks());
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    private static void pinnedPage(World world) {
        long start = world.mapPattern(NR_PAGES);
        long page = world.mm().pageAt(start);
        Folio.get(page);

        World.expectErrno(Errno.ENOENT,
                () -> world.open0().migrateToDevice(start, NR_PAGES, World.words(NR_PAGES)));

        World.expect("references", 2, StructPage.refcount(page));
        world.expectKind(start, EntryKind.PRESENT_WRITE);
        world.expectKind(start + Vma.PAGE_BYTES, EntryKind.DEVICE_WRITE);
        world.core().putFolio(page);
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    private static void freeListOrder(World world) {
        long start = world.mapPattern(2);

        toDevice(world.open0(), start, 2);

        long first = world.core().numbers().numberOf(world.mm().pageAt(start));
        long second =
                world.core().numbers().numberOf(world.mm().pageAt(start + Vma.PAGE_BYTES));
        World.expect("distance of the first two numbers", 1L, first - second);
    }

    /**
     * Pagemaps come and go in another thread, where the design protects its lookups. Where it does
     * not, as in the series as posted, a lookup beside a store may lead astray, so they come and go
     * between the faults.
     */
    private static void faultAgainstCreate(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        String model = world.core().model().name();
        boolean isProtected = model.equals("legacy") || model.endsWith("+rcu");
        for (int round = 0; round < NR_PAGES; round++) {
            toDevice(device, start, NR_PAGES);
            if (isProtected) {
                Thread creator = Thread.ofPlatform().start(() -> createAndRemove(world));
                world.expectMemory(start, World.pattern(NR_PAGES));
                World.join(creator);
            } else {
                world.expectMemory(start, World.pattern(NR_PAGES / 2));
                createAndRemove(world);
                world.expectMemory(start, World.pattern(NR_PAGES));
            }
        }
    }

    private static void createAndRemove(World world) {
        Lifecycle lifecycle = world.core().model().lifecycle();
        List<Pagemap> created =
                DeviceShape.XE.create(lifecycle, 2L << 20, World.idleDriver(), 9);
        created.forEach(lifecycle::remove);
    }

    private static void faultAgainstRelease(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        for (int round = 0; round < NR_PAGES; round++) {
            toDevice(device, start, NR_PAGES);
            Thread releaser = Thread.ofPlatform().start(device::release);
            world.expectMemory(start, World.pattern(NR_PAGES));
            World.join(releaser);
            World.expect("used device pages", 0L, world.device0().nrUsedPages());
        }
    }
}
