package dev.hmmbench.cli.place;

import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.platform.ByteSize;
import java.io.PrintWriter;
import java.util.List;

/** Prints placements as a table of at most 100 columns. */
final class PlaceText {

    private static final String ROW = "  %-12s %-8s %-29s %10s %12s %9s %11s%n";

    private final PrintWriter out;
    private final ChosenMachine machine;

    PlaceText(PrintWriter out, ChosenMachine machine) {
        this.out = out;
        this.machine = machine;
    }

    void print(Asking asking, List<SizeAnswer> answers) {
        machine.lines().forEach(line -> Wrapped.print(out, "", line));
        out.println("asked    " + asking.words());
        out.println();
        out.printf(ROW, "design", "result", "range", "probed", "taken", "wasted",
                "hole left");
        for (SizeAnswer answer : answers) {
            out.println(heading(answer.sizeBytes()));
            answer.rows().forEach(row -> print(row, answer.sizeBytes()));
        }
        out.println();
        Wrapped.print(out, "", "probed: candidates tested (legacy; in the recorded kernel about 300"
                + " instructions each, with the resource lock held for writing), tree nodes entered"
                + " (devprivate); taken: in units of what the design hands out; wasted: bytes of"
                + " numbers that rounding up takes; hole left: largest hole beside this one, of"
                + " which one pagemap of devprivate takes less than 128 GiB");
        out.flush();
    }

    private void print(PlacementRow row, long sizeBytes) {
        PlacementOutcome outcome = row.outcome();
        String hole = ByteSize.rounded(row.largestHoleBytes());
        switch (outcome) {
            case PlacementOutcome.Placed placed -> {
                out.printf(ROW, row.design(), "fits",
                        String.format("%x-%x", placed.startByte(), placed.lastByte()),
                        placed.probes(), taken(placed, row.granuleBytes()),
                        ByteSize.exact(placed.takenBytes() - placed.requestedBytes()), hole);
                noteBlocker(row);
                noteStructPages(row);
            }
            case PlacementOutcome.Refused refused -> {
                out.printf(ROW, row.design(), refused.errno().negated(), "-",
                        refused.probes(), "-", "-", hole);
                noteBlocker(row);
                note(refused.reason());
                noteSplit(row, sizeBytes);
            }
        }
    }

    private static String heading(long sizeBytes) {
        String bytes = Long.toUnsignedString(sizeBytes);
        String exact = ByteSize.exact(sizeBytes);
        return exact.equals(bytes) ? bytes + " bytes" : exact + ", " + bytes + " bytes";
    }

    /** Returns how many sections or pages were taken: {@code 640 x 128M}. */
    private static String taken(PlacementOutcome.Placed placed, long granuleBytes) {
        return Long.toUnsignedString(Long.divideUnsigned(placed.takenBytes(), granuleBytes))
                + " x " + ByteSize.exact(granuleBytes);
    }

    private void noteBlocker(PlacementRow row) {
        if (!row.firstBlocker().isEmpty()) {
            note("first candidate blocked by " + row.firstBlocker());
        }
    }

    /** Numbers are one thing, memory for their struct pages another. */
    private void noteStructPages(PlacementRow row) {
        long ramBytes = machine.machine().systemRamBytes();
        if (ramBytes != 0 && row.structPageBytes() >= ramBytes) {
            note("the numbers fit, but their struct pages take "
                    + ByteSize.rounded(row.structPageBytes()) + " and the machine has "
                    + ByteSize.rounded(ramBytes) + " of RAM");
        }
    }

    private void noteSplit(PlacementRow row, long sizeBytes) {
        if (sizeBytes != 0) {
            note(row.split().map(split -> "would fit in " + split.nrPagemaps() + " pagemaps of "
                    + ByteSize.rounded(split.eachBytes())).orElse(
                    "would not fit in several pagemaps either (up to 1,024 tried)"));
        }
    }

    private void note(String text) {
        Wrapped.print(out, " ".repeat(15), text);
    }
}
