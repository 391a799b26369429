package dev.hmmbench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Made-up answers beside the rows, and a made-up history. */
final class SampleTables {

    private static final long GIB = 1L << 30;

    private SampleTables() {}

    /** Returns platforms and footprint. */
    static SideTables all() {
        PlatformTable platforms = new PlatformTable(Assets.json("/synthetic/platforms.json",
                JsonNode.class));
        FootprintTable footprint = new FootprintTable(FootprintTable.SCHEMA, List.of(
                new FootprintTable.Entry("1 TiB in 16 pagemaps", "legacy", List.of(
                        new FootprintTable.Part("struct pages", 16 * GIB),
                        new FootprintTable.Part("section usage", 8192 * 40))),
                new FootprintTable.Entry("1 TiB in 16 pagemaps", "devprivate", List.of(
                        new FootprintTable.Part("struct pages", 16 * GIB),
                        new FootprintTable.Part("page pointers", 32L << 20),
                        new FootprintTable.Part("tree nodes", 512)))));
        return new SideTables(Optional.of(platforms), Optional.of(footprint),
                Optional.of(conformance()), Optional.of(races()), Optional.empty());
    }

    /** Returns one row over twelve runs with a change. */
    static List<HistorySeries> history() {
        List<HistorySeries.Point> points = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double ratio = (i < 7 ? 2.30 : 2.42) + 0.01 * (i % 3);
            points.add(new HistorySeries.Point("2026-01-" + (10 + i), ratio, ratio * 0.985,
                    ratio * 1.015, 10));
        }
        return List.of(new HistorySeries("create and remove 4 GiB, 0 others", points,
                List.of(new HistorySeries.Change(7, "2026-01-17: 2.31 to 2.43, +5.2 %"))));
    }

    private static RaceTable races() {
        return new RaceTable(RaceTable.SCHEMA, List.of(
                new RaceTable.Entry("devprivate", 12, 1000, 10_000, 5_000_000, 7, 1, 2),
                new RaceTable.Entry("devprivate+rcu", 12, 1000, 9_000, 4_000_000, 0, 0, 0)));
    }

    private static ConformanceTable conformance() {
        return new ConformanceTable(ConformanceTable.SCHEMA, ConformanceTable.Numbers.STRICT,
                List.of(new ConformanceTable.Entry("anon_read", "legacy", "pass", ""),
                        new ConformanceTable.Entry("anon_read", "devprivate", "fail",
                                "WrongSpaceException: offset 0x1 looked up as a PFN"),
                        new ConformanceTable.Entry("compound", "legacy", "skip", "no hugetlb")));
    }
}
