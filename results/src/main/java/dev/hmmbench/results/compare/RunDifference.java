package dev.hmmbench.results.compare;

import java.util.List;

/**
 * Two runs side by side.
 *
 * @param first the older run
 * @param second the newer run
 * @param environment what differs in their environments; empty where nothing does
 * @param rows rows that both have
 * @param onlyFirst ids of rows that only the first has
 * @param onlySecond ids of rows that only the second has
 * @param notes what a reader must know, one line each
 */
public record RunDifference(RunComparison first, RunComparison second,
        List<EnvironmentDifference> environment, List<RowDifference> rows,
        List<String> onlyFirst, List<String> onlySecond, List<String> notes) {

    /** Makes the lists unmodifiable. */
    public RunDifference {
        environment = List.copyOf(environment);
        rows = List.copyOf(rows);
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
        notes = List.copyOf(notes);
    }

    /** Returns whether absolute times of the two runs may be set side by side. */
    public boolean isComparable() {
        return environment.stream().noneMatch(
                d -> d.weight() == EnvironmentDifference.Weight.BREAKS_COMPARISON);
    }
}
