package dev.hmmbench.work;

import dev.hmmbench.physmem.Footprint;
import dev.hmmbench.platform.ByteSize;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.results.report.FootprintTable;
import dev.hmmbench.results.report.FootprintTable.Entry;
import dev.hmmbench.results.report.FootprintTable.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The footprint of both designs, live and by arithmetic, and of designs that do not exist. */
public final class FootprintTables {

    private static final String LEGACY = "legacy";
    private static final String DEVPRIVATE = "devprivate";
    private static final long TIB = 1L << 40;
    private static final int TIB_PAGEMAPS = 16;
    private static final int PAGE_SHIFT = 12;
    private static final long STRUCT_PAGE_BYTES = 64;
    private static final long MAPLE_NODE_BYTES = 256;
    /** Three nodes hold 16 ranges: a root and two leaves. */
    private static final long TIB_TREE_BYTES = 3 * MAPLE_NODE_BYTES;
    private static final long DEV_PAGEMAP_BYTES = 168;

    private FootprintTables() {}

    /** Returns live figures first, then one TiB by arithmetic, then what-if designs. */
    public static FootprintTable of(List<FootprintRun> runs) {
        List<Entry> entries = new ArrayList<>();
        for (FootprintRun run : runs) {
            entries.add(new Entry(label(run.sizeBytes(), run.pagemaps(), "live"), run.design(),
                    parts(run.footprint(), run.treeBytes())));
        }
        entries.addAll(oneTib());
        entries.addAll(whatIf());
        return new FootprintTable(FootprintTable.SCHEMA, entries);
    }

    private static List<Entry> oneTib() {
        String label = label(TIB / TIB_PAGEMAPS, TIB_PAGEMAPS, "arithmetic");
        long topPfn = Machine.reference().limits().usableLast() + 1 >>> PAGE_SHIFT;
        return List.of(
                new Entry(label, LEGACY, parts(FootprintArithmetic.legacy(
                        TIB / TIB_PAGEMAPS, TIB_PAGEMAPS, topPfn), 0)),
                new Entry(label, DEVPRIVATE, parts(FootprintArithmetic.devprivate(
                        TIB / TIB_PAGEMAPS, TIB_PAGEMAPS), TIB_TREE_BYTES)));
    }

    /** 64 bytes for each granule; without any, the pagemaps and their tree are left. */
    private static List<Entry> whatIf() {
        return Stream.concat(
                Stream.of(PAGE_SHIFT, 16, 21).map(shift -> new Entry(FootprintTable.WHAT_IF,
                        "64 bytes for each " + ByteSize.rounded(1L << shift), List.of(new Part(
                                "metadata", (TIB >>> shift) * STRUCT_PAGE_BYTES)))),
                Stream.of(new Entry(FootprintTable.WHAT_IF, "no struct page",
                        List.of(new Part("pagemaps and their tree",
                                TIB_PAGEMAPS * DEV_PAGEMAP_BYTES + TIB_TREE_BYTES))))).toList();
    }

    private static List<Part> parts(Footprint footprint, long treeBytes) {
        return Stream.of(new Part("struct pages", footprint.structPages()),
                        new Part("lists of the arrays' pages", footprint.pagePointers()),
                        new Part("page tables", footprint.pageTables()),
                        new Part("nodes of the pagemap array", footprint.arrayNodes()),
                        new Part("small objects", footprint.objects()),
                        new Part("nodes of the pagemap tree", treeBytes))
                .filter(part -> part.bytes() > 0).toList();
    }

    private static String label(long sizeBytes, int pagemaps, String how) {
        return ByteSize.rounded(sizeBytes * pagemaps) + " in " + pagemaps
                + (pagemaps == 1 ? " pagemap, " : " pagemaps, ") + how;
    }
}
