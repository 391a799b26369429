package dev.hmmbench.results.report;

import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The made-up runs that tests render. The costs are invented; only their order is plausible. */
final class SampleRuns {

    private static final long MIB = 1L << 20;
    private static final long SEED = 42;

    private SampleRuns() {}

    /** Returns a run with rows in most groups, 10 rounds. */
    static RunData full(Path folder) {
        List<SampleRow> rows = new ArrayList<>();
        creation(rows);
        lookup(rows);
        migration(rows);
        rest(rows);
        return SampleRun.of(folder, rows, 10, SEED);
    }

    /** Returns a run of two rows and 5 rounds, without counters, phases or histograms. */
    static RunData small(Path folder) {
        return SampleRun.of(folder, List.of(
                SampleRow.of(RowGroup.LOOKUP, "number-to-page",
                        Map.of("order", "random", "pagemaps", "64"),
                        "number to page, 64 pagemaps, random", 1.4, 15).headline().control(),
                SampleRow.of(RowGroup.MIGRATE, "migrate-to-device",
                        Map.of("sizeBytes", "16777216"), "migrate to device, 16 MiB", 640, 1.01)
                        .headline()), 5, SEED);
    }

    /** Returns a run of two wildly noisy rounds: nothing in it is sure. */
    static RunData noisy(Path folder) {
        return SampleRun.of(folder, List.of(
                SampleRow.of(RowGroup.CREATE, "create",
                        Map.of("backing", "POOLED", "others", "0", "sizeBytes", "268435456"),
                        "create and remove 256 MiB, 0 others", 4e5, 19).noise(3).headline()
                        .control(),
                SampleRow.of(RowGroup.LOOKUP, "number-to-page",
                        Map.of("order", "RANDOM", "pagemaps", "8", "read", "NOTHING"),
                        "number to page, 8 pagemaps, random, nothing", 1.4, 10).noise(3)
                        .headline()), 2, SEED);
    }

    private static void creation(List<SampleRow> rows) {
        for (int others : new int[] {0, 63}) {
            for (long size : new long[] {256 * MIB, 1024 * MIB, 4096 * MIB, 16384 * MIB}) {
                double ratio = others == 0 ? 2.3 : 3.9;
                long pages = size / 4096;
                SampleRow row = SampleRow.of(RowGroup.CREATE, "create",
                                Map.of("others", String.valueOf(others), "sizeBytes",
                                        String.valueOf(size)),
                                "create and remove " + Figures.bytes(size) + ", " + others
                                        + " others", 3.1 * pages + 400, ratio)
                        .phases(Map.of("reserve", 0.01, "backing", 0.05, "zeroing", 0.07,
                                "per-page", 0.72, "teardown-backing", 0.15))
                        .counts("legacy", Map.of("struct-pages-initialised", pages,
                                "sections-added", pages / 32768, "region-probes", 1L + others,
                                "grace-periods", 3L))
                        .counts("devprivate", Map.of("struct-pages-initialised", pages,
                                "tree-walks", pages, "bytes-zeroed", pages * 64));
                row = row.arm("devprivate+hoisted", row.costs().get("legacy") * 1.21);
                rows.add(size == 4096 * MIB && others == 0 ? row.headline().control()
                        : size == 16384 * MIB ? row.headline() : row);
            }
        }
    }

    private static void lookup(List<SampleRow> rows) {
        double[] ratios = {5.1, 9.4, 17, 24, 39};
        int[] maps = {1, 8, 64, 512, 4096};
        for (String order : List.of("random", "sequential")) {
            for (int i = 0; i < maps.length; i++) {
                SampleRow row = SampleRow.of(RowGroup.LOOKUP, "number-to-page",
                        Map.of("order", order, "pagemaps", String.valueOf(maps[i])),
                        "number to page, " + maps[i] + " pagemaps, " + order, 1.2,
                        order.equals("random") ? ratios[i] : ratios[i] * 0.55)
                        .counts("legacy", Map.of("numbers-to-pages", 1L))
                        .counts("devprivate", Map.of("numbers-to-pages", 1L, "tree-walks", 1L,
                                "tree-nodes-visited", 1L + i, "tree-pivots-compared", 3L + 2 * i));
                rows.add(maps[i] == 64 && order.equals("random") ? row.headline().control()
                        : row);
            }
        }
        rows.add(SampleRow.of(RowGroup.LOOKUP, "page-to-number", Map.of("pagemaps", "64"),
                "page to number, 64 pagemaps", 1.1, 1.9));
    }

    private static void migration(List<SampleRow> rows) {
        for (String way : List.of("to-device", "to-system")) {
            for (long size : new long[] {MIB / 16, MIB, 16 * MIB, 64 * MIB}) {
                SampleRow row = SampleRow.of(RowGroup.MIGRATE, "migrate-" + way,
                        Map.of("sizeBytes", String.valueOf(size)),
                        "migrate " + way.replace('-', ' ') + ", " + Figures.bytes(size), 610,
                        way.equals("to-device") ? 1.041 : 1.09).perPage()
                        .phases(Map.of("setup", 0.3, "copy", 0.4, "finalize", 0.3))
                        .counts("legacy", Map.of("pages-copied", size / 4096))
                        .counts("devprivate", Map.of("pages-copied", size / 4096, "tree-walks",
                                size / 4096 * (way.equals("to-device") ? 3 : 6)));
                rows.add(size == 16 * MIB ? row.headline().histogram() : row.noise(0.02));
            }
        }
        rows.add(SampleRow.of(RowGroup.FAULT, "fault-back", Map.of("pagemaps", "64"),
                "CPU fault back, 64 pagemaps", 1900, 1.06).histogram());
        rows.add(SampleRow.of(RowGroup.FAULT, "evict", Map.of("pagemaps", "64"),
                "evict, 64 pagemaps", 820, 1.11).noise(0.06));
    }

    private static void rest(List<SampleRow> rows) {
        rows.add(SampleRow.of(RowGroup.INNOCENT, "innocent-fork", Map.of(),
                "fork of normal pages", 55, 1.001));
        rows.add(SampleRow.of(RowGroup.INNOCENT, "innocent-mprotect", Map.of(),
                "mprotect of normal pages", 12, 1.0));
        rows.add(SampleRow.of(RowGroup.INNOCENT, "innocent-fork-migrating", Map.of(),
                "fork over pages under migration", 41, 1.44));
        for (int threads : new int[] {1, 2}) {
            rows.add(SampleRow.of(RowGroup.CONCURRENT, "concurrent-faults",
                    Map.of("threads", String.valueOf(threads)),
                    "faults beside creation, threads: " + threads, 2200, 1.08).noise(0.09)
                    .throughput());
        }
        rows.add(SampleRow.of(RowGroup.CHURN, "churn", Map.of("others", "512"),
                "reserve and release among 512", 5200, 0.21));
        rows.add(chunks());
        rows.add(SampleRow.ruler("ruler-memset", "libc memset, 64 MiB", 1_900_000));
    }

    /** Returns the row that times each of many chunks. */
    static SampleRow chunks() {
        return SampleRow.of(RowGroup.CHURN, ChunkTimes.BENCHMARK, Map.of("chunks", "4096"),
                "place each of 4096 chunks of 256 MiB", 17e6, 3e-5).histogram();
    }
}
