package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.HugeScenarios.WINDOW;

import dev.hmmbench.conformance.HugeScenarios.Pages;
import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorReply;
import dev.hmmbench.device.MemoryKind;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import java.util.List;

/**
 * The round trips that the kernel's benchmark of 2 MiB folios times, from half a megabyte to 256
 * MiB, with such folios and without.
 *
 * <p>Models tools/testing/selftests/mm/hmm-tests.c, benchmark_thp_migration, 6.19. Fidelity:
 * simplified (nothing is timed here; more than 4 MiB make one trip instead of six; only 2 MiB
 * folios on the device go up to 256 MiB; single pages stop at 16 MiB, to spare the seconds that
 * they would take).
 */
final class RoundTripScenario {

    private static final int[] SIZES = {
        WINDOW / 4, WINDOW / 2, WINDOW, 2 * WINDOW, 4 * WINDOW, 8 * WINDOW, 128 * WINDOW};
    private static final int COMMAND_PAGES = 8 * WINDOW;
    private static final int MANY_TRIPS_PAGES = 2 * WINDOW;
    private static final int TRIPS = 6;

    private final World world;
    private final Dmirror device;
    private final int[] mirror = World.words(COMMAND_PAGES);

    private RoundTripScenario(World world) {
        this.world = world;
        this.device = world.open0();
    }

    static List<Scenario> all() {
        return List.of(Scenario.large("benchmark_thp_migration",
                "memory of every size makes its round trips",
                world -> new RoundTripScenario(world).run()));
    }

    private void run() {
        for (int nrPages : SIZES) {
            for (Pages pages : Pages.values()) {
                if (nrPages <= COMMAND_PAGES || isHugeThere(nrPages, pages)) {
                    run(nrPages, pages);
                }
            }
        }
    }

    private void run(int nrPages, Pages pages) {
        long start = world.map(nrPages, VmFlags.READ_WRITE);
        world.mm().madvise(start, nrPages * Vma.PAGE_BYTES, pages.advice());
        int step = Math.min(nrPages, COMMAND_PAGES);
        int[] pattern = World.pattern(step);
        for (int done = 0; done < nrPages; done += step) {
            world.cpu().storeInts(world.mm(), start + done * Vma.PAGE_BYTES, pattern);
        }
        int nrTrips = nrPages > MANY_TRIPS_PAGES ? 1 : TRIPS;
        for (int trip = 0; trip < nrTrips; trip++) {
            makeTrip(start, nrPages, pages, pattern);
        }
        for (int done = 0; done < nrPages; done += step) {
            world.expectMemory(start + done * Vma.PAGE_BYTES, pattern);
        }
        world.mm().munmap(start, nrPages * Vma.PAGE_BYTES);
    }

    private boolean isHugeThere(int nrPages, Pages pages) {
        return pages == Pages.HUGE && nrPages >= WINDOW
                && world.memoryKind() == MemoryKind.PRIVATE;
    }

    private void makeTrip(long start, int nrPages, Pages pages, int[] pattern) {
        int step = Math.min(nrPages, COMMAND_PAGES);
        boolean isHugeThere = isHugeThere(nrPages, pages);
        int[] target = step == COMMAND_PAGES ? mirror : World.words(step);
        for (int done = 0; done < nrPages; done += step) {
            long at = start + done * Vma.PAGE_BYTES;
            World.expect("to device", new DmirrorReply(step, 0),
                    device.migrateToDevice(at, step, target));
            world.expectHuge(isHugeThere, at);
        }
        World.expectWords("mirror", pattern, target);
        World.expect("used device pages", (long) nrPages, world.device0().nrUsedPages());
        for (int done = 0; done < nrPages; done += step) {
            long at = start + done * Vma.PAGE_BYTES;
            World.expect("folios in RAM", (long) (isHugeThere ? step / WINDOW : step),
                    device.migrateToSystem(at, step).cpages());
        }
        World.expect("used device pages", 0L, world.device0().nrUsedPages());
    }
}
