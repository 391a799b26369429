package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RunData;
import java.util.List;
import java.util.Optional;

/**
 * What one run says. The one model that all renderers and the gate read.
 *
 * @param data the run
 * @param nrRounds rounds that were finished, the declared look at which the run stands
 * @param rows every row with every design against the reference, in the plan's order
 * @param builds every row with each design against its base build; empty without {@code --base}
 * @param buildDifferences how the ratios of the designs changed from the base build to this one
 * @param controls every row that ran in the A/A arm; their ratios must be 1
 * @param groups geometric means over the declared groups that are compared
 * @param speeds hot loops in Java against C
 * @param rulers the machine itself
 * @param integrity whether the run is whole
 * @param notes what a reader must know about the run, one line each
 */
public record RunComparison(RunData data, int nrRounds, List<RowComparison> rows,
        List<RowComparison> builds, List<BuildDifference> buildDifferences,
        List<RowComparison> controls, List<GroupComparison> groups,
        List<SpeedComparison> speeds, List<RulerSummary> rulers, Integrity integrity,
        List<String> notes) {

    /** Makes the lists unmodifiable. */
    public RunComparison {
        rows = List.copyOf(rows);
        builds = List.copyOf(builds);
        buildDifferences = List.copyOf(buildDifferences);
        controls = List.copyOf(controls);
        groups = List.copyOf(groups);
        speeds = List.copyOf(speeds);
        rulers = List.copyOf(rulers);
        notes = List.copyOf(notes);
    }

    /** Returns the comparison of a row with a candidate arm. */
    public Optional<RowComparison> row(String rowId, String candidate) {
        return rows.stream()
                .filter(row -> row.row().id().equals(rowId)
                        && row.pair().candidate().equals(candidate))
                .findFirst();
    }

    /** Returns how many rows have that verdict. */
    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }
}
