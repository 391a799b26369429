package dev.hmmbench.conformance;

import static dev.hmmbench.conformance.HugeScenarios.WINDOW;

import dev.hmmbench.conformance.HugeScenarios.Pages;
import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.lib.FreeRegionRule;
import dev.hmmbench.lib.FreeRegionSearch;
import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.model.Errno;
import dev.hmmbench.model.ModelException;
import dev.hmmbench.model.PagemapRequest;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.physmem.BootOptions;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.platform.IomemEntry;
import dev.hmmbench.platform.Limits;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.platform.PageTableLevels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Where device memory gets its numbers: many pagemaps, odd sizes, full and crowded spaces. Here the
 * designs differ on purpose, and each difference is named.
 */
final class NumberScenarios {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final int SMALL_SECTION_BITS = 21;
    private static final int[] FEW_PAGEMAPS = {1, 2, 15, 16, 17, 150};
    private static final int[] MANY_PAGEMAPS = {1, 2, 15, 16, 17, 150, 4096};
    private static final int ODD_PAGES = 100_001;
    private static final long SECTION_PAGES = 1L << Limits.DEFAULT_SECTION_BITS - 12;

    private NumberScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("many_pagemaps", "1 to 4,096 pagemaps are found and removed",
                        NumberScenarios::manyPagemaps),
                Scenario.of("odd_size", "100,001 pages, and 2 MiB folios behind them",
                        NumberScenarios::oddSize),
                Scenario.of("node_of_pages", "pages belong to the node that was asked for",
                        NumberScenarios::nodeOfPages),
                Scenario.of("full_space", "a full space, and one that has room again",
                        NumberScenarios::fullSpace),
                Scenario.of("pci_window_to_the_top", "no physical hole behind RAM",
                        NumberScenarios::pciWindow),
                Scenario.of("kaslr_trimmed", "12 TiB of device memory, 10 TiB of addresses",
                        NumberScenarios::kaslrTrimmed));
    }

    /** The largest number once is enough: it takes seconds. */
    private static void manyPagemaps(World world) {
        boolean isShifted = world.bases() == World.Bases.SHIFTED;
        Machine machine = Machine.reference();
        Machine smallSections =
                machine.withLimits(machine.limits().withSectionBits(SMALL_SECTION_BITS));
        for (int nrPagemaps : isShifted ? FEW_PAGEMAPS : MANY_PAGEMAPS) {
            try (BareKernel kernel =
                    world.boot(smallSections, BootOptions.fresh(256 * MIB))) {
                kernel.memory().setRegionSearch(FreeRegionSearch.SKIPPING);
                if (isShifted) {
                    kernel.create(Vma.PAGE_BYTES);
                    kernel.create(513 * Vma.PAGE_BYTES);
                }
                churn(world, kernel, nrPagemaps);
            }
        }
    }

    /** Removes every other pagemap in random order; the next ones take their numbers again. */
    private static void churn(World world, BareKernel kernel, int nrPagemaps) {
        List<Pagemap> kept = new ArrayList<>();
        List<Pagemap> removed = new ArrayList<>();
        for (int i = 0; i < nrPagemaps; i++) {
            (i % 2 == 0 ? removed : kept).add(kernel.create(Vma.PAGE_BYTES * (1 + i % 3)));
        }
        kept.forEach(pagemap -> expectFound(kernel, pagemap));
        removed.forEach(pagemap -> expectFound(kernel, pagemap));
        List<Long> numbers = numbersOf(removed, world.isLegacy());
        Collections.shuffle(removed, new Random(nrPagemaps));
        removed.forEach(kernel::remove);
        kept.forEach(pagemap -> expectFound(kernel, pagemap));
        for (long number : numbers) {
            Pagemap again = kernel.create(Vma.PAGE_BYTES);
            World.expect("number taken again", number, again.firstNumber());
            expectFound(kernel, again);
        }
        kept.forEach(pagemap -> expectFound(kernel, pagemap));
        kernel.model().validate();
    }

    /**
     * Returns the numbers that single pages will get, in order: the lowest free ones, or each time
     * a section of the physical space, the highest that is free.
     */
    private static List<Long> numbersOf(List<Pagemap> freed, boolean isLegacy) {
        return freed.stream()
                .flatMapToLong(pagemap -> LongStream.range(pagemap.firstNumber(),
                        pagemap.firstNumber() + (isLegacy ? 1 : pagemap.nrPages())))
                .boxed()
                .sorted(isLegacy ? Comparator.reverseOrder() : Comparator.naturalOrder())
                .toList();
    }

    private static void expectFound(BareKernel kernel, Pagemap pagemap) {
        for (long index : new long[] {0, pagemap.nrPages() - 1}) {
            long page = kernel.pageAt(pagemap, index);
            World.expect("pagemap of page " + index, pagemap.address(), StructPage.pgmap(page));
            World.expect("number of page " + index, pagemap.firstNumber() + index,
                    Colour.rawNumber(kernel.model().numbers().numberOf(page)));
        }
    }

    /** The series packs page by page, so that what follows is not aligned to anything. */
    private static void oddSize(World world) {
        Pagemap odd = world.shift(ODD_PAGES);
        Pagemap next = world.shift(1);
        long distance = Math.abs(next.firstNumber() - odd.firstNumber());
        World.expect("numbers to the next pagemap",
                world.isLegacy() ? SECTION_PAGES : ODD_PAGES, distance);
        World.expect("pages", world.isLegacy() ? 4 * SECTION_PAGES : ODD_PAGES, odd.nrPages());
        DmirrorDevice device = world.addDevice(4 * WINDOW);
        Dmirror mirror = world.open(device, world.mm());
        long start = Pages.HUGE.mapPattern(world, WINDOW);

        HugeScenarios.toDevice(mirror, start, World.pattern(WINDOW));

        world.expectHuge(true, start);
        long number = Colour.rawNumber(
                world.core().numbers().numberOf(world.mm().pageAt(start)));
        World.expect("number of the folio within 2 MiB", 0L, number % WINDOW);
        world.expectMemory(start, World.pattern(WINDOW));
    }

    private static void nodeOfPages(World world) {
        try (BareKernel kernel =
                world.boot(Machine.reference(), BootOptions.fresh(96 * MIB))) {
            for (int nid : new int[] {PagemapRequest.NO_NODE, 0, 1, 5}) {
                PagemapRequest any = BareKernel.request(2 * MIB);
                Pagemap pagemap = kernel.model().lifecycle().create(new PagemapRequest(
                        any.sizeBytes(), any.type(), any.ops(), any.owner(), nid, any.name()));
                for (long index : new long[] {0, pagemap.nrPages() - 1}) {
                    World.expect("node of a page asked for on " + nid, Math.max(nid, 0),
                            PageFlags.nodeOf(StructPage.flags(kernel.pageAt(pagemap, index))));
                }
            }
        }
    }

    private static void fullSpace(World world) {
        try (BareKernel kernel =
                world.boot(withFourGibOfAddresses(), BootOptions.fresh(256 * MIB))) {
            kernel.expectRefused("more than the space",
                    world.isLegacy() ? Errno.ERANGE : Errno.EINVAL,
                    BareKernel.request(8 * GIB));
            Errno full = world.isLegacy() ? Errno.ERANGE : Errno.EBUSY;
            List<Pagemap> all = new ArrayList<>();
            while (all.size() < 4 * GIB / (256 * MIB)) {
                try {
                    all.add(kernel.create(256 * MIB));
                } catch (ModelException refused) {
                    break;
                }
            }
            World.expect("pagemaps", true, all.size() > 5);
            kernel.expectRefused("one more", full, BareKernel.request(256 * MIB));
            Pagemap middle = all.get(all.size() / 2);
            long number = middle.firstNumber();
            kernel.remove(middle);
            World.expect("number taken again", number, kernel.create(256 * MIB).firstNumber());
        }
    }

    private static void pciWindow(World world) {
        int bits = 43;
        Machine machine = new Machine("PCI window",
                List.of(new IomemEntry("System RAM", MIB, GIB - 1, 0),
                        new IomemEntry("PCI Bus 0000:00", GIB, Limits.lastOfWidth(bits), 0)),
                Limits.x86(bits, PageTableLevels.FOUR));
        try (BareKernel kernel = world.boot(machine, BootOptions.fresh(64 * MIB))) {
            if (world.isLegacy()) {
                kernel.expectRefused("a pagemap without a hole", Errno.ERANGE,
                        BareKernel.request(128 * MIB));
            } else {
                Pagemap pagemap = kernel.create(128 * MIB);
                World.expect("first number", 0L, pagemap.firstNumber());
                expectFound(kernel, pagemap);
            }
        }
    }

    /** One pagemap takes less than 128 GiB in the series, so the memory comes in pieces. */
    private static void kaslrTrimmed(World world) {
        Machine machine = Machine.reference();
        Placement placement = world.placement(
                machine.withLimits(machine.limits().withUsableLast(machine.kaslrTrimmedLast())));
        long piece = 64 * GIB;
        long wanted = 12L << 40;
        long placed = 0;
        PlacementOutcome outcome = placement.reserve(piece);
        while (outcome instanceof PlacementOutcome.Placed && placed + piece < wanted) {
            placed += piece;
            outcome = placement.reserve(piece);
        }
        if (world.isLegacy()) {
            World.expect("errno", Errno.ERANGE,
                    ((PlacementOutcome.Refused) outcome).errno());
            World.expect("more than 9 TiB placed", true, placed > 9L << 40);
            World.expect("less than 12 TiB placed", true, placed < 12L << 40);
        } else {
            World.expect("last piece placed", PlacementOutcome.Placed.class,
                    outcome.getClass());
        }
    }

    private static Machine withFourGibOfAddresses() {
        int bits = 32;
        long last = Limits.lastOfWidth(bits);
        return new Machine("4 GiB",
                List.of(new IomemEntry("System RAM", MIB, GIB - 1, 0)),
                new Limits(last, last, bits, Limits.DEFAULT_SECTION_BITS,
                        FreeRegionRule.LINUX_6_12));
    }
}
