package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.device.SnapshotByte;
import dev.hmmbench.mm.Access;
import dev.hmmbench.mm.UserPages;
import dev.hmmbench.mm.UserPages.Term;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import java.util.List;

/**
 * References and pins of pages that lie on a device.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, hmm_gup_test, 6.19. Fidelity: modelled.
 */
final class PinScenarios {

    private static final int NR_PAGES = 4;

    private PinScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("hmm_gup_test", "references and pins bring private pages back",
                        PinScenarios::references),
                Scenario.of("pinned_stays", "a pinned page does not migrate",
                        PinScenarios::pinnedStays));
    }

    private static void references(World world) {
        long start = world.mapPattern(NR_PAGES);
        Dmirror device = world.open0();
        MigrationScenarios.toDevice(device, start, NR_PAGES);
        UserPages pages = world.core().userPages();
        long next = start;

        world.core().putFolio(pages.get(world.cpu(), world.mm(), next, Access.WRITE));
        next += Vma.PAGE_BYTES;
        world.core().putFolio(pages.getFast(world.cpu(), world.mm(), next, Access.WRITE));
        next += Vma.PAGE_BYTES;
        pages.unpin(pages.pinFast(world.cpu(), world.mm(), next, Term.LONG));
        next += Vma.PAGE_BYTES;
        pages.unpin(pages.pin(world.cpu(), world.mm(), next, Term.LONG));

        int[] bytes = new int[NR_PAGES];
        device.snapshot(start, NR_PAGES, bytes);
        int referenced = world.memoryKind() == MemoryKind.PRIVATE ? SnapshotByte.WRITE
                : SnapshotByte.DEVICE_COHERENT_LOCAL | SnapshotByte.WRITE;
        World.expectWords("snapshot", new int[] {
            referenced, referenced, SnapshotByte.WRITE, SnapshotByte.WRITE}, bytes);
        world.expectMemory(start, World.pattern(NR_PAGES));
    }

    private static void pinnedStays(World world) {
        long start = world.mapPattern(NR_PAGES);
        UserPages pages = world.core().userPages();
        long pinned = pages.pin(world.cpu(), world.mm(), start, Term.LONG);

        World.expectErrno(Errno.ENOENT, () -> world.open0()
                .migrateToDevice(start, NR_PAGES, World.words(NR_PAGES)));

        World.expect("page", pinned, world.mm().pageAt(start));
        World.expect("next page on the device", true, world.isOnDevice(start + Vma.PAGE_BYTES));
        pages.unpin(pinned);
        world.expectMemory(start, World.pattern(NR_PAGES));
    }
}
