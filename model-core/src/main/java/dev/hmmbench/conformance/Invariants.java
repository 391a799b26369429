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
            Map<Long, Integer> own = new HashMap<>();
            for (Vma vma : mm.vmas()) {
                for (long at = vma.start(); at < vma.end(); at += Vma.PAGE_BYTES) {
                    count(core, mm, at, own);
                }
            }
            long nrAnon = own.entrySet().stream().filter(e -> Folio.isAnon(e.getKey()))
                    .mapToLong(Map.Entry::getValue).sum();
            long nrFile = own.values().stream().mapToLong(n -> n).sum() - nrAnon;
            own.forEach((page, count) -> mappings.merge(page, count, Integer::sum));
            require(nrFile == mm.nrFilePages(),
                    "rss says " + mm.nrFilePages() + " pages of files, not " + nrFile);
            require(nrAnon == mm.nrAnonPages(),
                    "rss says " + mm.nrAnonPages() + " pages, the page tables " + nrAnon);
        }
        mappings.forEach((page, count) -> checkPage(core, page, count));
    }

    private static void count(
            CoreMm core, AddressSpace mm, long address, Map<Long, Integer> mappings) {
        EntryKind kind = mm.kindAt(address);
        require(kind != EntryKind.MIGRATION && kind != EntryKind.OTHER,
                "entry of kind " + kind + " is left at 0x" + Long.toHexString(address));
        if (!kind.isDevice() && !kind.isRam() && kind != EntryKind.EXCLUSIVE) {
            return;
        }
        long page = mm.pageAt(address);
        require(core.isDevicePrivate(page) == kind.isDevice(),
                "an entry of kind " + kind + " holds a page of the other kind");
        mappings.merge(page, 1, Integer::sum);
    }

    private static void checkPage(CoreMm core, long page, int mappings) {
        require(!Folio.isLocked(page), "a mapped page is locked");
        require(StructPage.mapcount(page) == mappings,
                "map count " + StructPage.mapcount(page) + " with " + mappings + " mappings");
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
