package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowGroup;
import java.util.List;
import java.util.Optional;

/**
 * The geometric mean ratio of one declared group: per round the mean log-ratio over the group's
 * rows, then the same interval as for a row. Only rounds in which every row of it counts.
 *
 * @param group the group
 * @param pair the arms
 * @param rows ids of the rows it is formed over
 * @param left ids of rows of the group left out because they have no pair of both arms
 * @param estimate the ratio; empty for fewer than two common rounds
 */
public record GroupComparison(RowGroup group, Pair pair, List<String> rows, List<String> left,
        Optional<Estimate> estimate) {

    /** Makes the lists unmodifiable. */
    public GroupComparison {
        rows = List.copyOf(rows);
        left = List.copyOf(left);
    }
}
