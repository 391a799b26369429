package dev.hmmbench.conformance;

import dev.hmmbench.memory.PageFlags;
import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.Vma;
import dev.hmmbench.mm.VmFlags;
import dev.hmmbench.model.RmapWalks;
import dev.hmmbench.physmem.Pagemap;
import dev.hmmbench.physmem.PagemapType;
import dev.hmmbench.physmem.PercpuRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds of all address spaces and device pages whenever no operation is in progress. */
final class Invariants {

    private Invariants() {}

    /** Checks what {@link #check(CoreMm, List, List, List)} checks, with no page held. */
    static void check(CoreMm core, List<AddressSpace> spaces) {
        check(core, spaces, List.of(), List.of());
    }

    /**
     * Checks all invariants of address spaces.
     *
     * @param pins pages that are pinned, once for each pin
     * @param taken pages with a plain reference, once for each
     * @throws ScenarioFailedException naming the first that is broken
     */
    static void check(CoreMm core, List<AddressSpace> spaces, List<Long> pins,
            List<Long> taken) {
        Map<Long, Integer> mappings = new HashMap<>();
        Map<Long, Integer> wholes = new HashMap<>();
        for (AddressSpace mm : spaces) {
            long nrAnon = 0;
            long nrFile = 0;
            for (Vma vma : mm.vmas()) {
                for (long at = vma.start(); at < vma.end(); at += Vma.PAGE_BYTES) {
                    if (holdsPage(core, mm, at)) {
                        boolean isAnon = Folio.isAnon(mm.pageAt(at));
                        nrAnon += isAnon ? 1 : 0;
                        nrFile += isAnon ? 0 : 1;
                        countMapping(mm, at, mm.isHugeAt(at) ? wholes : mappings);
                        checkWritable(vma, at);
                        checkWalk(core, mm, at);
                        checkLru(core, vma, mm.pageAt(at));
                    }
                }
            }
            require(nrFile == mm.nrFilePages(),
                    "rss says " + mm.nrFilePages() + " pages of files, not " + nrFile);
            require(nrAnon == mm.nrAnonPages(),
                    "rss says " + mm.nrAnonPages() + " pages, the page tables " + nrAnon);
        }
        Map<Long, Integer> ofFolios = new HashMap<>(wholes);
        mappings.forEach((page, count) -> {
            int ofWhole = wholes.getOrDefault(Folio.headOf(page), 0);
            require(Folio.pageMapcount(page) == count + ofWhole, "page map count "
                    + Folio.pageMapcount(page) + " with " + count + " and " + ofWhole);
            ofFolios.merge(Folio.headOf(page), count, Integer::sum);
            checkExclusive(page, count + ofWhole);
        });
        wholes.forEach((folio, count) ->
                checkExclusive(folio, count + mappings.getOrDefault(folio, 0)));
        ofFolios.forEach((folio, count) -> checkFolio(core, folio, count, pins, taken));
        pins.forEach(Invariants::checkPinned);
    }

    /** Memory that a device may write at any time is shared with nobody as long as it is mapped. */
    private static void checkPinned(long page) {
        require(!Folio.isAnon(page) || Folio.pageMapcount(page) == 0 || isExclusive(page)
                || isExclusive(Folio.headOf(page)), "a pinned page is not exclusive");
    }

    private static boolean holdsPage(CoreMm core, AddressSpace mm, long address) {
        EntryKind kind = mm.kindAt(address);
        require(kind != EntryKind.MIGRATION && kind != EntryKind.OTHER,
                "entry of kind " + kind + " is left at 0x" + Long.toHexString(address));
        if (!kind.isDevice() && !kind.isRam() && kind != EntryKind.EXCLUSIVE) {
            return false;
        }
        require(core.isDevicePrivate(mm.pageAt(address)) == kind.isDevice(),
                "an entry of kind " + kind + " holds a page of the other kind");
        return true;
    }

    /** Counts an entry for its page; one of 2 MiB counts at its first page alone. */
    private static void countMapping(
            AddressSpace mm, long address, Map<Long, Integer> mappings) {
        long page = mm.pageAt(address);
        boolean isCounted = !mm.isHugeAt(address) || page == Folio.headOf(page);
        if (isCounted) {
            mappings.merge(page, 1, Integer::sum);
        }
    }

    /** What may be written without a fault may be written at all; if private, by nobody else. */
    private static void checkWritable(Vma vma, long address) {
        AddressSpace mm = vma.mm();
        EntryKind kind = mm.kindAt(address);
        long page = mm.pageAt(address);
        long marked = mm.isHugeAt(address) ? Folio.headOf(page) : page;
        boolean mayWrite = kind == EntryKind.PRESENT_WRITE || kind == EntryKind.DEVICE_WRITE;
        require(!mayWrite || vma.has(VmFlags.WRITE),
                "an entry of kind " + kind + " at 0x" + Long.toHexString(address)
                        + " where nothing may be written");
        require(!mayWrite || !Folio.isAnon(page) || isExclusive(marked),
                "an entry of kind " + kind + " at 0x" + Long.toHexString(address)
                        + " of a page that is not exclusive");
    }

    private static void checkExclusive(long page, int nrMappings) {
        require(nrMappings == 1 || !Folio.isAnon(page) || !isExclusive(page),
                "an exclusive page has " + nrMappings + " mappings");
    }

    private static boolean isExclusive(long page) {
        return (StructPage.flags(page) & PageFlags.ANON_EXCLUSIVE) != 0;
    }

    /**
     * Reclaim and migration find RAM of processes and files on an LRU list; on none are device
     * memory, hugetlb, and what a driver maps of its own.
     */
    private static void checkLru(CoreMm core, Vma vma, long page) {
        long folio = Folio.headOf(page);
        boolean isOnLru = (StructPage.flags(folio) & PageFlags.LRU) != 0;
        boolean isExpected = StructPage.mapping(folio) != 0 && !core.isDevicePrivate(page)
                && !core.isDeviceCoherent(page) && !vma.has(VmFlags.HUGETLB);
        require(isOnLru == isExpected, "a mapped page is " + (isOnLru ? "" : "not ")
                + "on an LRU list, " + vma);
    }

    /** A walk for a device folio finds each of its entries, and one without the mark does not. */
    private static void checkWalk(CoreMm core, AddressSpace mm, long address) {
        if (!mm.kindAt(address).isDevice()) {
            return;
        }
        RmapWalks walks = core.model().carriers().rmapWalks();
        long folio = Folio.headOf(mm.pageAt(address));
        long number = walks.numberFor(folio);
        int flags = walks.flagsFor(folio, 0);
        long entry = mm.entryAt(address);
        require(walks.matches(number, Folio.nrPages(folio), flags, entry),
                "a walk misses the device entry at 0x" + Long.toHexString(address));
        require(flags == 0 || !walks.matches(number, Folio.nrPages(folio), 0, entry),
                "a walk for RAM takes the device entry at 0x" + Long.toHexString(address));
    }

    /** Numbers of pagemaps do not overlap, and each is referred to once for each page in use. */
    static void checkPagemaps(CoreMm core) {
        List<Pagemap> pagemaps = core.memory().pagemaps().all().stream()
                .filter(pagemap -> pagemap.type() == PagemapType.PRIVATE)
                .sorted(Comparator.comparingLong(Pagemap::firstNumber))
                .toList();
        long end = 0;
        for (Pagemap pagemap : pagemaps) {
            require(pagemap.firstNumber() >= end, pagemap + " overlaps the one before");
            end = pagemap.firstNumber() + pagemap.nrPages();
            long nrUsed = 0;
            for (long number = pagemap.firstNumber(); number < end; number++) {
                long page = core.numbers().pageOf(number);
                nrUsed += StructPage.refcount(page) > 0 ? Folio.nrPages(page) : 0;
            }
            long count = PercpuRef.count(pagemap.address());
            require(count == 1 + nrUsed,
                    pagemap + " has " + count + " references with " + nrUsed + " pages in use");
        }
    }

    private static void checkFolio(CoreMm core, long page, int mappings, List<Long> pins,
            List<Long> taken) {
        require(!Folio.isLocked(page), "a mapped page is locked");
        require(Folio.mapcount(page) == mappings,
                "map count " + Folio.mapcount(page) + " with " + mappings + " mappings");
        int ofFile = !Folio.isAnon(page) && StructPage.mapping(page) != 0 ? 1 : 0;
        long nrPins = nrOf(page, pins);
        long nrTaken = nrOf(page, taken);
        long perPin = Folio.isLarge(page) ? 1 : Folio.PIN_REFERENCES;
        require(StructPage.refcount(page) == mappings + ofFile + nrPins * perPin + nrTaken,
                StructPage.refcount(page) + " references with " + mappings + " mappings, "
                        + nrPins + " pins and " + nrTaken + " taken");
        if (core.isDevicePrivate(page)) {
            long number = core.numbers().numberOf(page);
            require(core.numbers().pageOf(number) == page,
                    "number 0x" + Long.toHexString(number) + " leads to another page");
        }
    }

    private static long nrOf(long folio, List<Long> pages) {
        return pages.stream().filter(page -> Folio.headOf(page) == folio).count();
    }

    private static void require(boolean isTrue, String message) {
        if (!isTrue) {
            throw new ScenarioFailedException(message);
        }
    }
}
