package dev.hmmbench.conformance;

import dev.hmmbench.memory.StructPage;
import dev.hmmbench.mm.AddressSpace;
import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.mm.EntryKind;
import dev.hmmbench.mm.Folio;
import dev.hmmbench.mm.Vma;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds of all address spaces and device pages whenever no operation is in progress. */
final class Invariants {

    private Invariants() {}

    /**
     * Checks all invariants.
     *
     * @throws ScenarioFailedException naming the first that is broken
     */
    static void check(CoreMm core, List<AddressSpace> spaces) {
        Map<Long, Integer> mappings = new HashMap<>();
        for (AddressSpace mm : spaces) {
            long nrAnon = 0;
            long nrFile = 0;
            for (Vma vma : mm.vmas()) {
                for (long at = vma.start(); at < vma.end(); at += Vma.PAGE_BYTES) {
                    if (holdsPage(core, mm, at)) {
                        boolean isAnon = Folio.isAnon(mm.pageAt(at));
                        nrAnon += isAnon ? 1 : 0;
                        nrFile += isAnon ? 0 : 1;
                        countMapping(mm, at, mappings);
                    }
                }
            }
            require(nrFile == mm.nrFilePages(),
                    "rss says " + mm.nrFilePages() + " pages of files, not " + nrFile);
            require(nrAnon == mm.nrAnonPages(),
                    "rss says " + mm.nrAnonPages() + " pages, the page tables " + nrAnon);
        }
        mappings.forEach((page, count) -> checkPage(core, page, count));
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

    /** Counts an entry for the folio of its page; one of 2 MiB counts at its first page alone. */
    private static void countMapping(
            AddressSpace mm, long address, Map<Long, Integer> mappings) {
        long page = mm.pageAt(address);
        long folio = Folio.headOf(page);
        mappings.merge(folio, mm.isHugeAt(address) && page != folio ? 0 : 1, Integer::sum);
    }

    private static void checkPage(CoreMm core, long page, int mappings) {
        require(!Folio.isLocked(page), "a mapped page is locked");
        require(Folio.mapcount(page) == mappings,
                "map count " + Folio.mapcount(page) + " with " + mappings + " mappings");
        int ofFile = !Folio.isAnon(page) && StructPage.mapping(page) != 0 ? 1 : 0;
        require(StructPage.refcount(page) == mappings + ofFile,
                StructPage.refcount(page) + " references with " + mappings + " mappings");
        if (core.isDevicePrivate(page)) {
            long number = core.numbers().numberOf(page);
            require(core.numbers().pageOf(number) == page,
                    "number 0x" + Long.toHexString(number) + " leads to another page");
        }
    }

    private static void require(boolean isTrue, String message) {
        if (!isTrue) {
            throw new ScenarioFailedException(message);
        }
    }
}
