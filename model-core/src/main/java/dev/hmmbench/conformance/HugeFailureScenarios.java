package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.HugeScenarios.WINDOW;
import static dev.hmmbench.conformance.HugeScenarios.WINDOW_BYTES;
import static dev.hmmbench.conformance.HugeScenarios.toDevice;

import dev.hmmbench.conformance.HugeScenarios.Pages;
import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.memory.CompoundPage;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.MigrateDevice;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import dev.hmmbench.physmem.AllocationPlan;
import dev.hmmbench.physmem.AllocationSite;
import java.util.List;

/**
 * Folios of 2 MiB migrate where there is none of their size at the other end.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, 6.19, migrate_anon_huge_err and
 * migrate_anon_huge_zero_err, and goes on to faults and evictions. Fidelity: modelled.
 */
final class HugeFailureScenarios {

    /** The kernel's tests look at this one word, on the third page, and trust the rest. */
    private static final int PROBED_WORD = 2048;

    private HugeFailureScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("migrate_anon_huge_err", "without a large folio the small ones do",
                        HugeFailureScenarios::error),
                Scenario.of("migrate_anon_huge_zero_err", "so for zeroes, touched and untouched",
                        HugeFailureScenarios::zeroError),
                Scenario.of("huge_fault_err", "a fault without a large folio brings pages back",
                        HugeFailureScenarios::faultError),
                Scenario.of("huge_no_page_to_come_back", "nor a small one: the next try succeeds",
                        HugeFailureScenarios::noPageToComeBack));
    }

    /** Returns what only memory that the CPU cannot access shows. */
    static List<Scenario> ofPrivateMemory() {
        return List.of(
                Scenario.of("huge_evict_err", "an eviction without a large folio leaves it",
                        HugeFailureScenarios::evictError),
                Scenario.of("huge_unmap_under_migration",
                        "munmap drops what a migration entry of 2 MiB does not hold",
                        HugeFailureScenarios::unmapUnderMigration));
    }

    private static void error(World world) {
        Dmirror device = world.open0();
        long start = Pages.HUGE.mapPattern(world, 2 * WINDOW);
        device.setFlags(Dmirror.FAIL_ALLOC);

        toDevice(device, start, World.pattern(WINDOW));

        expectPagesOnDevice(world, start);
        expectProbed(world, start, PROBED_WORD);
        world.expectMemory(start, World.pattern(2 * WINDOW));
        world.mm().munmap(start, 2 * WINDOW_BYTES);

        start = Pages.HUGE.mapPattern(world, 2 * WINDOW);
        toDevice(device, start, World.pattern(WINDOW));
        device.setFlags(Dmirror.FAIL_ALLOC);
        boolean isPrivate = world.memoryKind() == MemoryKind.PRIVATE;
        long nrMigrated = device.migrateToSystem(start, WINDOW).cpages();
        World.expect("pages in RAM", isPrivate ? WINDOW : WINDOW - 1L, nrMigrated);
        world.expectHuge(false, start);
        expectProbed(world, start, PROBED_WORD);
        World.expect("used device pages", WINDOW - nrMigrated, world.device0().nrUsedPages());
        world.expectMemory(start, World.pattern(2 * WINDOW));
    }

    private static void zeroError(World world) {
        Dmirror device = world.open0();
        long start = world.mapHuge(2 * WINDOW, VmFlags.READ);
        device.setFlags(Dmirror.FAIL_ALLOC);

        toDevice(device, start, World.words(WINDOW));

        expectPagesOnDevice(world, start);
        expectProbed(world, start, 0);
        world.mm().munmap(start, 2 * WINDOW_BYTES);

        start = world.mapHuge(2 * WINDOW, VmFlags.READ);
        World.expect("first word", 0L, world.cpu().loadLong(world.mm(), start));
        world.expectKind(start, EntryKind.ZERO_PAGE);
        device.setFlags(Dmirror.FAIL_ALLOC);
        toDevice(device, start, World.words(WINDOW));
        expectPagesOnDevice(world, start);
        world.expectMemory(start, World.words(2 * WINDOW));
    }

    private static void faultError(World world) {
        Dmirror device = world.open0();
        long start = Pages.HUGE.mapPattern(world, WINDOW);
        toDevice(device, start, World.pattern(WINDOW));
        device.setFlags(Dmirror.FAIL_ALLOC);

        expectProbed(world, start, PROBED_WORD);

        world.expectHuge(false, start);
        world.checkInvariants();
        boolean isPrivate = world.memoryKind() == MemoryKind.PRIVATE;
        World.expect("used device pages", isPrivate ? WINDOW - 1L : WINDOW,
                world.device0().nrUsedPages());
        world.expectMemory(start, World.pattern(WINDOW));
    }

    private static void noPageToComeBack(World world) {
        long start = Pages.HUGE.mapPattern(world, WINDOW);
        toDevice(world.open0(), start, World.pattern(WINDOW));
        AllocationPlan plan = world.core().memory().allocationPlan();
        plan.refuse(1);
        plan.refuseAll(AllocationSite.USER_HUGE_PAGE);

        expectProbed(world, start, PROBED_WORD);

        long nrAsked = plan.asked();
        plan.clear();
        // A folio, a page; a folio and its pages; the one page.
        World.expect("pages asked for",
                world.memoryKind() == MemoryKind.PRIVATE ? WINDOW + 4L : 0L, nrAsked);
        world.checkInvariants();
        world.expectMemory(start, World.pattern(WINDOW));
    }

    private static void evictError(World world) {
        Dmirror device = world.open0();
        long start = Pages.HUGE.mapPattern(world, WINDOW);
        toDevice(device, start, World.pattern(WINDOW));
        AllocationPlan plan = world.core().memory().allocationPlan();
        plan.refuseAll(AllocationSite.USER_HUGE_PAGE);

        int nrChunks = world.device0().nrChunks();

        World.expectErrno(Errno.EBUSY, device::release);

        World.expect("chunks", nrChunks, world.device0().nrChunks());
        world.expectHuge(true, start);
        world.checkInvariants();
        plan.clear();
        device.release();
        World.expect("chunks", 0, world.device0().nrChunks());
        world.expectHuge(true, start);
        world.expectKind(start, EntryKind.PRESENT_WRITE);
        world.checkInvariants();
        world.expectMemory(start, World.pattern(WINDOW));
    }

    /**
     * A bug of the kernel, with the series and without: zap_huge_pmd() takes the migration entry of
     * a device folio for a mapping. The map count falls below zero, and a reference of the eviction
     * is gone; both are put right here, so that the rest can be looked at.
     */
    private static void unmapUnderMigration(World world) {
        long start = Pages.HUGE.mapPattern(world, WINDOW);
        toDevice(world.open0(), start, World.pattern(WINDOW));
        CoreMm core = world.core();
        long folio = world.mm().pageAt(start);
        MigrateDevice eviction = new MigrateDevice(core, WINDOW);
        eviction.range(core.numbers().numberOf(folio), WINDOW);
        world.expectKind(start, EntryKind.MIGRATION);
        world.expectHuge(true, start);
        World.expect("map count", 0, Folio.mapcount(folio));
        World.expect("references", 1, StructPage.refcount(folio));
        Folio.get(folio);

        world.mm().munmap(start, WINDOW_BYTES);

        World.expect("map count", -1, Folio.mapcount(folio));
        World.expect("references", 1, StructPage.refcount(folio));
        World.expect("warnings", 1L, core.memory().warnings().count(
                "zap_huge_pmd: device folio under migration"));
        World.expect("anonymous pages", 0L, world.mm().nrAnonPages());
        CompoundPage.addLargeMapcount(folio, 1);
        CompoundPage.addEntireMapcount(folio, 1);
        eviction.finish();
        World.expect("used device pages", 0L, world.device0().nrUsedPages());
        world.checkInvariants();
    }

    /** Expects the window on the device in single pages, as the large folio was not to be had. */
    private static void expectPagesOnDevice(World world, long start) {
        world.expectHuge(false, start);
        for (int i = 0; i < WINDOW; i++) {
            World.expect("page " + i + " on the device", true,
                    world.isOnDevice(start + i * Vma.PAGE_BYTES));
        }
        World.expect("used device pages", (long) WINDOW, world.device0().nrUsedPages());
        world.checkInvariants();
    }

    private static void expectProbed(World world, long start, int expected) {
        int[] word = new int[1];
        world.cpu().loadInts(
                world.mm(), start + (long) PROBED_WORD * Integer.BYTES, word);
        World.expect("word " + PROBED_WORD, expected, word[0]);
    }
}
