package dev.hmmbench.cli.place;

import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;

/**
 * What one design answers to one size.
 *
 * @param design name of the model
 * @param outcome where, or why not
 * @param firstBlocker the region in the way of the first candidate, or empty
 * @param granuleBytes what the design rounds sizes up to
 * @param largestHoleBytes largest request that would fit now, with this one placed
 */
record PlacementRow(
        String design,
        PlacementOutcome outcome,
        String firstBlocker,
        long granuleBytes,
        long largestHoleBytes) {

    /** Asks and keeps the numbers. */
    static PlacementRow reserve(String design, Placement placement, long sizeBytes) {
        String blocker = placement.firstBlocker(sizeBytes);
        PlacementOutcome outcome = placement.reserve(sizeBytes);
        return new PlacementRow(design, outcome, blocker, placement.granuleBytes(),
                placement.largestHoleBytes());
    }

    /** Asks and gives the numbers back. */
    static PlacementRow probe(String design, Placement placement, long sizeBytes) {
        PlacementRow row = reserve(design, placement, sizeBytes);
        if (row.outcome instanceof PlacementOutcome.Placed placed) {
            placement.release(placed);
        }
        return row;
    }
}
