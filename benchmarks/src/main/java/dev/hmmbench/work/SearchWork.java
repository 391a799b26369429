package dev.hmmbench.work;

import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.model.PlacementOutcome;
import dev.hmmbench.platform.Machine;
import dev.hmmbench.results.kernel.SearchRequest;
import dev.hmmbench.results.kernel.WorkCount;
import java.util.ArrayList;
import java.util.List;

/**
 * Repeats the recorded free-region searches on the reference machine, whose free space above its
 * RAM and windows is that of the recorded one; each must end at the recorded address.
 */
final class SearchWork {

    private static final String DESIGN = "legacy";

    private SearchWork() {}

    /** Counts all recorded searches. */
    static List<WorkCount> all() {
        List<WorkCount> found = new ArrayList<>();
        Placement placement = newPlacement();
        String group = "";
        for (SearchRequest request : SearchRequest.bundled()) {
            if (!request.group().equals(group)) {
                group = request.group();
                placement = newPlacement();
            }
            found.add(count(placement, request));
        }
        return found;
    }

    private static WorkCount count(Placement placement, SearchRequest request) {
        return new Tally(DESIGN, placement.counters()).of(
                SearchRequest.OPERATION + request.group(), request.sizeBytes(), request.step(), 1,
                () -> check(request, placement.reserve(request.sizeBytes())));
    }

    private static void check(SearchRequest request, PlacementOutcome outcome) {
        long start = outcome instanceof PlacementOutcome.Placed placed
                ? placed.startByte() : SearchRequest.NONE;
        if (start != request.start()) {
            throw new AssertionError(request + " ended at 0x" + Long.toHexString(start));
        }
    }

    private static Placement newPlacement() {
        return Models.onClassPath().placement(DESIGN, Machine.reference());
    }
}
