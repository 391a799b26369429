package dev.hmmbench.cli.place;

import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.platform.ByteSize;
import java.io.PrintWriter;
import java.util.List;

/** Prints placements as a table of at most 100 columns. */
final class PlaceText {

    private static final String ROW = "  %-12s %-8s %-29s %10s %12s %9s %11s%n";

    private final PrintWriter out;

    PlaceText(PrintWriter out) {
        this.out = out;
    }

    void print(ChosenMachine machine, List<SizeAnswer> answers) {
        machine.lines().forEach(out::println);
        out.println();
        out.printf(ROW, "design", "result", "range", "probed", "taken", "wasted",
                "hole left");
        for (SizeAnswer answer : answers) {
            out.println(heading(answer.sizeBytes()));
            answer.rows().forEach(this::print);
        }
        out.println();
        out.println("probed: candidates tested (legacy), tree nodes entered (devprivate); hole"
                + " left: largest request");
        out.println("that would still fit beside this one");
        out.flush();
    }

    private void print(PlacementRow row) {
        PlacementOutcome outcome = row.outcome();
        String hole = ByteSize.rounded(row.largestHoleBytes());
        switch (outcome) {
            case PlacementOutcome.Placed placed -> {
                out.printf(ROW, row.design(), "fits",
                        String.format("%x-%x", placed.startByte(), placed.lastByte()),
                        placed.probes(), taken(placed, row.granuleBytes()),
                        ByteSize.exact(placed.takenBytes() - placed.requestedBytes()), hole);
                noteBlocker(row);
            }
            case PlacementOutcome.Refused refused -> {
                out.printf(ROW, row.design(), refused.errno().negated(), "-",
                        refused.probes(), "-", "-", hole);
                noteBlocker(row);
                note(refused.reason());
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

    private void note(String text) {
        Wrapped.print(out, " ".repeat(15), text);
    }
}
