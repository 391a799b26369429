package dev.hmmbench.conformance;

import dev.hmmbench.device.Dmirror;
import dev.hmmbench.device.DmirrorDevice;
import dev.hmmbench.memory.Memory;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Scenarios in which device numbers have the values of PFNs of RAM, as soon as the design has a
 * space of its own for them: whatever compares a number with a PFN takes one page for another.
 */
final class CollisionScenarios {

    private static final int NR_PAGES = 16;
    private static final int HALF = NR_PAGES / 2;

    private CollisionScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("same_number", "a device number and an equal PFN stay apart",
                        CollisionScenarios::inOneProcess),
                Scenario.of("same_number_parent", "so at one address, the parent's on the device",
                        world -> atOneAddress(world, Holder.PARENT)),
                Scenario.of("same_number_child", "so at one address, the child's on the device",
                        world -> atOneAddress(world, Holder.CHILD)));
    }

    /** Whose pages are on the device while the other's are in RAM. */
    private enum Holder {
        PARENT,
        CHILD
    }

    /** Pages of one address space. */
    private record Pages(AddressSpace mm, long start) {}

    private static void inOneProcess(World world) {
        long ram = world.map(NR_PAGES, VmFlags.READ_WRITE);
        world.cpu().storeInts(world.mm(), ram, World.negativePattern(NR_PAGES));
        List<Long> pfns = pfnsOf(world, new Pages(world.mm(), ram));
        Dmirror mirror = openOnNumbers(world, pfns, world.mm());
        long start = world.mapPattern(NR_PAGES);
        MigrationScenarios.toDevice(mirror, start, NR_PAGES);
        expectSameValues(world, new Pages(world.mm(), start), pfns);

        AddressSpace child = world.fork();
        List<Pages> inRam = List.of(new Pages(world.mm(), ram), new Pages(child, ram));
        List<Pages> onDevice = List.of(new Pages(world.mm(), start), new Pages(child, start));
        inRam.forEach(pages -> expectMappedTwice(pages));
        onDevice.forEach(pages -> expectMappedTwice(pages));

        untouched(world, inRam, () -> world.protect(start, NR_PAGES, VmFlags.READ));
        untouched(world, onDevice, () -> world.protect(ram, NR_PAGES, VmFlags.READ));
        untouched(world, inRam, () -> mirror.migrateToSystem(start, HALF));
        untouched(world, onDevice, () -> migrate(world.open0(), ram, HALF));
        untouched(world, inRam, () -> unmap(world, start));
        untouched(world, onDevice.subList(1, 2), () -> unmap(world, ram));

        world.checkInvariants();
        world.expectMemory(child, start, World.pattern(NR_PAGES));
        world.expectMemory(child, ram, World.negativePattern(NR_PAGES));
    }

    /**
     * Two processes map different pages at one address, and walks for the parent's page visit the
     * child's: they must not take the entry there for theirs. A third process shares the parent's
     * pages, for migrating walks only if a page has a second mapping.
     */
    private static void atOneAddress(World world, Holder holder) {
        long start = world.mapPattern(NR_PAGES);
        AddressSpace child = world.fork();
        world.cpu().storeInts(child, start, World.negativePattern(NR_PAGES));
        boolean isParents = holder == Holder.PARENT;
        Pages onDevice = new Pages(isParents ? world.mm() : child, start);
        Pages inRam = new Pages(isParents ? child : world.mm(), start);
        List<Long> pfns = pfnsOf(world, inRam);
        Dmirror mirror = openOnNumbers(world, pfns, onDevice.mm());
        migrateInOrderOf(pfns, mirror, start);
        expectSameValues(world, onDevice, pfns);
        World.expect("same values at the same addresses", isApart(world, onDevice),
                !numbersOf(world, onDevice).equals(pfns));
        AddressSpace sibling = world.fork();

        untouched(world, List.of(onDevice),
                () -> migrate(world.open(world.device0(), inRam.mm()), start, HALF));
        untouched(world, List.of(inRam),
                () -> mirror.migrateToSystem(start + HALF * Vma.PAGE_BYTES, HALF));

        world.checkInvariants();
        world.expectMemory(start, World.pattern(NR_PAGES));
        world.expectMemory(sibling, start, World.pattern(NR_PAGES));
        world.expectMemory(child, start, World.negativePattern(NR_PAGES));
    }

    /**
     * Opens a device whose numbers are the given PFNs, where the design numbers device pages from 0
     * on: a pagemap in front of it takes all that is below.
     */
    private static Dmirror openOnNumbers(World world, List<Long> pfns, AddressSpace mm) {
        long end = world.core().memory().pagemaps().allPrivate().stream()
                .mapToLong(pagemap -> pagemap.firstNumber() + pagemap.nrPages())
                .max().orElse(0);
        long first = Collections.min(pfns);
        if (first > end) {
            world.shift((int) (first - end));
        }
        return world.open(world.addDevice(NR_PAGES), mm);
    }

    /** Migrates one page after the other so that each gets the number that is its PFN's value. */
    private static void migrateInOrderOf(List<Long> pfns, Dmirror mirror, long start) {
        List<Long> descending = new ArrayList<>(pfns);
        descending.sort(Collections.reverseOrder());
        for (long pfn : descending) {
            migrate(mirror, start + pfns.indexOf(pfn) * Vma.PAGE_BYTES, 1);
        }
    }

    private static void migrate(Dmirror mirror, long start, int nrPages) {
        World.expect("pages on the device", (long) nrPages,
                mirror.migrateToDevice(start, nrPages, World.words(nrPages)).cpages());
    }

    private static void unmap(World world, long start) {
        world.mm().munmap(start, NR_PAGES * Vma.PAGE_BYTES);
    }

    /** Device numbers that are PFNs equal no PFN of RAM; all others must equal them here. */
    private static void expectSameValues(World world, Pages onDevice, List<Long> pfns) {
        List<Long> shared = numbersOf(world, onDevice);
        shared.retainAll(pfns);
        World.expect("device numbers with the value of a PFN of RAM",
                isApart(world, onDevice) ? 0 : NR_PAGES, shared.size());
    }

    /** Tells whether device numbers are PFNs, so that no page of RAM can have one of them. */
    private static boolean isApart(World world, Pages onDevice) {
        return numbersOf(world, onDevice).equals(pfnsOf(world, onDevice));
    }

    private static List<Long> numbersOf(World world, Pages pages) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < NR_PAGES; i++) {
            long number = world.core().numbers().numberOf(pageAt(pages, i));
            numbers.add(Colour.rawNumber(number));
        }
        return numbers;
    }

    /** Returns the places of pages in the array of struct pages of RAM. */
    private static List<Long> pfnsOf(World world, Pages pages) {
        List<Long> pfns = new ArrayList<>();
        for (int i = 0; i < NR_PAGES; i++) {
            pfns.add(world.core().memory().vmemmap().pfnOf(pageAt(pages, i)));
        }
        return pfns;
    }

    private static void expectMappedTwice(Pages pages) {
        for (int i = 0; i < NR_PAGES; i++) {
            long page = pageAt(pages, i);
            World.expect("map count", 2, StructPage.mapcount(page));
            World.expect("references", 2, StructPage.refcount(page));
        }
    }

    /** Does something to other pages and expects that these look as before. */
    private static void untouched(World world, List<Pages> all, Runnable operation) {
        List<List<String>> before = all.stream().map(pages -> describe(world, pages)).toList();
        operation.run();
        for (int i = 0; i < all.size(); i++) {
            List<String> now = describe(world, all.get(i));
            for (int page = 0; page < NR_PAGES; page++) {
                World.expect("page " + page, before.get(i).get(page), now.get(page));
            }
        }
    }

    private static List<String> describe(World world, Pages pages) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < NR_PAGES; i++) {
            long page = pageAt(pages, i);
            lines.add(pages.mm().kindAt(pages.start() + i * Vma.PAGE_BYTES)
                    + " of 0x" + Long.toHexString(page)
                    + " references " + StructPage.refcount(page)
                    + " mappings " + StructPage.mapcount(page)
                    + " content " + digestOf(world, page));
        }
        return lines;
    }

    private static long digestOf(World world, long page) {
        long bytes = world.core().bytesOf(DmirrorDevice.ramOf(world.core(), page));
        long digest = 0;
        for (long offset = 0; offset < Vma.PAGE_BYTES; offset += Long.BYTES) {
            digest = 31 * digest + Memory.getLong(bytes + offset);
        }
        return digest;
    }

    private static long pageAt(Pages pages, int index) {
        return pages.mm().pageAt(pages.start() + index * Vma.PAGE_BYTES);
    }
}
