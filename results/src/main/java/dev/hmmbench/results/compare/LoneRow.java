package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import java.util.ArrayList;
import java.util.List;

/**
 * A row that only one design can run: a value and no ratio.
 *
 * @param row the row
 * @param arm the design's value
 */
public record LoneRow(RowSpec row, ArmValue arm) {

    /** Returns the rows that were planned for one arm and have a fork. */
    public static List<LoneRow> of(RunData data) {
        ForkTable table = new ForkTable(data);
        List<LoneRow> found = new ArrayList<>();
        for (RowSpec row : data.plan().rows()) {
            if (row.group().isCompared() && row.arms().size() == 1) {
                String arm = row.arms().getFirst();
                ArmValues.of(row, arm, List.copyOf(table.of(row, arm).values()))
                        .ifPresent(value -> found.add(new LoneRow(row, value)));
            }
        }
        return found;
    }
}
