package dev.hmmbench.cli.place;

import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import java.util.Optional;

/**
 * What one design answers to one size.
 *
 * @param design name of the model
 * @param outcome where, or why not
 * @param firstBlocker the region in the way of the first candidate, or empty
 * @param granuleBytes what the design rounds sizes up to
 * @param largestHoleBytes largest hole now, with this one placed
 * @param split how the same bytes would fit in several pagemaps, if they do not in one
 */
record PlacementRow(
        String design,
        PlacementOutcome outcome,
        String firstBlocker,
        long granuleBytes,
        long largestHoleBytes,
        Optional<SplitAdvice> split) {

    private static final long BYTES_PER_STRUCT_PAGE_BYTE = 4096 / 64;

    /** Asks and keeps the numbers. */
    static PlacementRow reserve(String design, Placement placement, long sizeBytes) {
        String blocker = placement.firstBlocker(sizeBytes);
        PlacementOutcome outcome = placement.reserve(sizeBytes);
        Optional<SplitAdvice> split = outcome instanceof PlacementOutcome.Refused
                ? SplitAdvice.of(placement, sizeBytes) : Optional.empty();
        return new PlacementRow(design, outcome, blocker, placement.granuleBytes(),
                placement.largestHoleBytes(), split);
    }

    /** Asks and gives the numbers back. */
    static PlacementRow probe(String design, Placement placement, long sizeBytes) {
        PlacementRow row = reserve(design, placement, sizeBytes);
        if (row.outcome instanceof PlacementOutcome.Placed placed) {
            placement.release(placed);
        }
        return row;
    }

    /** Returns bytes of struct pages for the numbers that were taken; 0 where none were. */
    long structPageBytes() {
        return outcome instanceof PlacementOutcome.Placed placed
                ? Long.divideUnsigned(placed.takenBytes(), BYTES_PER_STRUCT_PAGE_BYTE) : 0;
    }
}
