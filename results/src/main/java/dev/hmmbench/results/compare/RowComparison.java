package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowSpec;
import java.util.List;
import java.util.Optional;

/**
 * One row, one pair of arms: everything that a renderer shows about it.
 *
 * @param row the row
 * @param pair the arms
 * @param reference the reference arm's value; empty where it has no fork that counts
 * @param candidate the candidate arm's value; empty where it has no fork that counts
 * @param estimate the ratio; empty for fewer than two rounds that count
 * @param verdict what it says
 * @param reason why, in words; empty where the verdict speaks for itself
 * @param highlight whether it stands out after correction for the number of rows (BH, q = 0.10)
 * @param rounds every round with both arms, in order of rounds, left-out ones too
 * @param parts the parts of its operation, sorted by name; empty where it has none
 * @param counters exact counters of both designs, sorted by name
 * @param warnings what a reader must know
 */
public record RowComparison(RowSpec row, Pair pair, Optional<ArmValue> reference,
        Optional<ArmValue> candidate, Optional<Estimate> estimate, Verdict verdict, String reason,
        Highlight highlight, List<RoundPair> rounds, List<PartComparison> parts,
        List<CounterPair> counters, List<Warning> warnings) {

    /** Whether a row stands out among all rows of the run. */
    public enum Highlight {
        /** It does: of the rows so marked at most one in ten is expected to be wrong. */
        STANDS_OUT,
        /** It does not. */
        NONE
    }

    /** Makes the lists unmodifiable. */
    public RowComparison {
        rounds = List.copyOf(rounds);
        parts = List.copyOf(parts);
        counters = List.copyOf(counters);
        warnings = List.copyOf(warnings);
    }

    /**
     * Returns the ratio in cost over the rounds that count: the estimate's, or that of the one
     * round where there is no estimate; empty where no round counts.
     */
    public Optional<Double> ratio() {
        return estimate.map(Estimate::ratio).or(() -> rounds.stream().filter(RoundPair::isUsed)
                .map(RoundPair::costRatio).findFirst());
    }

    /** Returns how many rounds were left out. */
    public int nrExcluded() {
        return (int) rounds.stream().filter(round -> !round.isUsed()).count();
    }

    /** Returns how many rounds were left out because a fork ran in another gear. */
    public int nrInAnotherGear() {
        return (int) rounds.stream()
                .filter(round -> round.excluded().startsWith(Judgement.FLIP)).count();
    }

    /** Returns whether so many rounds ran in another gear that the row has no one value. */
    public boolean hasTwoGears() {
        int counted = rounds.size() - nrExcluded() + nrInAnotherGear();
        return nrInAnotherGear() > counted * Judgement.MAX_FLIP_SHARE;
    }

    /** Returns this row with another mark. */
    RowComparison with(Highlight other) {
        return new RowComparison(row, pair, reference, candidate, estimate, verdict, reason, other,
                rounds, parts, counters, warnings);
    }
}
