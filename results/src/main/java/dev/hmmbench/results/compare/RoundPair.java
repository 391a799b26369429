package dev.hmmbench.results.compare;

/**
 * One round of one row: both arms' values, side by side in time.
 *
 * @param shard the machine's number among the shards, from 1
 * @param round number of the round
 * @param referenceValue value of the reference arm in the row's unit
 * @param candidateValue value of the candidate arm in the row's unit
 * @param costRatio candidate over reference in cost: above 1 the candidate costs more
 * @param excluded why the round does not count; empty where it does
 */
public record RoundPair(int shard, int round, double referenceValue, double candidateValue,
        double costRatio, String excluded) {

    /** Returns whether the round counts. */
    public boolean isUsed() {
        return excluded.isEmpty();
    }
}
