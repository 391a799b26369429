package dev.hmmbench.cli.place;

import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.platform.ByteSize;
import java.io.PrintWriter;
import java.util.List;

/** Prints placements as a table of at most 100 columns. */
final class PlaceText {

    private static final String ROW = "  %-12s %-8s %-29s %10s %12s %9s %11s%n";
    private static final int COLUMNS = 100;

    private final PrintWriter out;

    PlaceText(PrintWriter out) {
        this.out = out;
    }

    void print(ChosenMachine machine, List<SizeAnswer> answers) {
        machine.lines().forEach(out::println);
        out.println();
        out.printf(ROW, "design", "result", "range", "candidates", "taken", "wasted",
                "hole left");
        for (SizeAnswer answer : answers) {
            out.printf("%s = %s bytes%n", ByteSize.exact(answer.sizeBytes()),
                    Long.toUnsignedString(answer.sizeBytes()));
            answer.rows().forEach(this::print);
        }
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
                if (!placed.firstBlocker().isEmpty()) {
                    note("below " + placed.firstBlocker());
                }
            }
            case PlacementOutcome.Refused refused -> {
                out.printf(ROW, row.design(), refused.errno().negated(), "-",
                        refused.probes(), "-", "-", hole);
                if (!refused.firstBlocker().isEmpty()) {
                    note("blocked at the top by " + refused.firstBlocker());
                }
                note(refused.reason());
            }
        }
    }

    /** Returns how many sections or pages were taken: {@code 640 x 128M}. */
    private static String taken(PlacementOutcome.Placed placed, long granuleBytes) {
        return Long.toUnsignedString(Long.divideUnsigned(placed.takenBytes(), granuleBytes))
                + " x " + ByteSize.exact(granuleBytes);
    }

    private void note(String text) {
        String indent = " ".repeat(15);
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() + 1 > COLUMNS) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }
}
