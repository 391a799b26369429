package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The difference in differences of one row: how the ratio of two designs changed from the base
 * build to this one, all four forks of a round side by side. A change of the machine or of code
 * that both designs share cancels; what is left belongs to the candidate alone.
 *
 * @param row the row
 * @param reference the reference design
 * @param candidate the design whose ratio to the reference is followed
 * @param change this build's ratio over the base build's, paired by round; above 1 the candidate
 *     has become dearer against the reference
 * @param verdict the rule of rows, for the change
 */
public record BuildDifference(RowSpec row, String reference, String candidate,
        Optional<Estimate> change, Verdict verdict) {

    /** Returns the differences of all rows that ran in two designs and two builds. */
    static List<BuildDifference> of(List<RowComparison> rows, List<RowComparison> builds,
            double alpha, long seed) {
        List<BuildDifference> differences = new ArrayList<>();
        for (RowComparison designs : rows) {
            Optional<RowComparison> reference =
                    build(builds, designs, designs.pair().reference());
            build(builds, designs, designs.pair().candidate()).ifPresent(candidate ->
                    reference.ifPresent(other -> differences.add(
                            of(designs, other, candidate, alpha, seed))));
        }
        return differences;
    }

    private static Optional<RowComparison> build(List<RowComparison> builds, RowComparison row,
            String design) {
        return builds.stream().filter(build -> build.row().id().equals(row.row().id())
                && build.pair().candidate().equals(design)).findFirst();
    }

    private static BuildDifference of(RowComparison designs, RowComparison reference,
            RowComparison candidate, double alpha, long seed) {
        Map<Integer, Double> references = new TreeMap<>();
        reference.rounds().stream().filter(RoundPair::isUsed).forEach(
                round -> references.put(round.round(), Math.log(round.costRatio())));
        List<RoundPair> used = candidate.rounds().stream().filter(RoundPair::isUsed)
                .filter(round -> references.containsKey(round.round())).toList();
        double[] logs = used.stream().mapToDouble(round -> Math.log(round.costRatio())
                - references.get(round.round())).toArray();
        int[] shards = used.stream().mapToInt(RoundPair::shard).toArray();
        double margin = designs.row().margin();
        Optional<Estimate> change =
                Estimates.of(logs, shards, alpha, margin, seed ^ designs.row().id().hashCode());
        return new BuildDifference(designs.row(), designs.pair().reference(),
                designs.pair().candidate(), change,
                change.map(estimate -> Estimates.verdict(estimate, margin))
                        .orElse(Verdict.INCONCLUSIVE));
    }
}
