package dev.hmmbench.cli.place;

import dev.hmmbench.platform.ByteSize;
import dev.hmmbench.platform.DeviceGroup;
import dev.hmmbench.platform.Scenario;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the scenarios as a table of at most 100 columns, the totals first. */
final class PlatformText {

    private static final String ROW = "   %-12s %-8s %-11s %-8s %12s %9s %9s %9s %11s%n";

    private static final String CHURN_ROW = "   %-12s %8s %11s %11s %11s %11s %14s%n";

    private static final String CHUNK_ROW = "   %-12s %12s %14s %16s %16s%n";

    private final PrintWriter out;

    PlatformText(PrintWriter out) {
        this.out = out;
    }

    void print(List<PlatformResult> results, List<ChurnCurve> curves) {
        for (PlatformTotals totals : PlatformTotals.of(results)) {
            out.printf("%-32s works on %d of %d machines%n",
                    totals.who(), totals.nrWorks(), results.size());
            if (!totals.failures().isEmpty()) {
                Wrapped.print(out, "   ", totals.whyNot());
            }
        }
        out.println("probed: candidates tested (legacy), tree nodes entered (devprivate)");
        out.println();
        out.printf(ROW, "design", "pagemaps", "placed", "result", "probed", "taken", "wasted",
                "hole left", "struct page");
        results.forEach(this::print);
        printChurn(curves);
        out.flush();
    }

    void print(List<ChunkWalk> walks) {
        out.println();
        out.println("Chunks: 4,096 of 256 MiB one after another on the reference map; nodes visited"
                + " by the search");
        out.printf(CHUNK_ROW, "design", "1st chunk", "last chunk", "all chunks", "probed in all");
        for (ChunkWalk walk : walks) {
            out.printf(CHUNK_ROW, walk.design(), walk.points().getFirst().nodesVisited(),
                    walk.points().getLast().nodesVisited(), walk.nodesVisited(),
                    walk.candidates());
        }
        out.flush();
    }

    private void print(PlatformResult result) {
        Scenario scenario = result.scenario();
        Wrapped.print(out, "", scenario.id() + "  " + scenario.title() + ": "
                + scenario.devices().stream()
                        .map(PlatformText::words).collect(Collectors.joining(", ")));
        scenario.notes().forEach(note -> Wrapped.print(out, "   ", note));
        for (PlatformRow row : result.rows()) {
            out.printf(ROW, row.design(), row.mode().label(),
                    row.nrPlaced() + "/" + row.nrPagemaps(), row.result(), row.probes(),
                    ByteSize.rounded(row.takenBytes()),
                    ByteSize.rounded(row.takenBytes() - row.requestedBytes()),
                    ByteSize.rounded(row.largestHoleBytes()),
                    ByteSize.rounded(row.structPageBytes()));
            if (!row.works()) {
                Wrapped.print(out, " ".repeat(16), row.reason());
            }
        }
    }

    private void printChurn(List<ChurnCurve> curves) {
        out.println();
        out.println("Churn: devices of 1 MiB to 64 GiB come and go on the reference map with"
                + " 40 address bits");
        out.printf(CHURN_ROW, "design", "steps", "refused", "live", "taken", "hole left",
                "probed");
        for (ChurnCurve curve : curves) {
            Churn.Point end = curve.points().getLast();
            out.printf(CHURN_ROW, curve.design(), end.step(), end.nrFailures(),
                    ByteSize.rounded(end.liveBytes()), ByteSize.rounded(end.takenBytes()),
                    ByteSize.rounded(end.largestHoleBytes()), end.probes());
        }
    }

    private static String words(DeviceGroup group) {
        return group.count() + " x " + ByteSize.exact(group.sizeBytes()) + " " + group.name();
    }
}
