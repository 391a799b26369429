package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowSpec;
import java.util.List;

/**
 * A ruler: what the machine itself did during the run.
 *
 * @param row its row
 * @param arm the arm it ran in
 * @param value geometric mean over rounds, in the row's unit
 * @param relativeSd standard deviation of its log values
 * @param rounds its value in each round, in order of rounds
 */
public record RulerSummary(RowSpec row, String arm, double value, double relativeSd,
        List<RoundValue> rounds) {

    /**
     * A ruler in one round.
     *
     * @param round number of the round
     * @param value in the row's unit
     */
    public record RoundValue(int round, double value) {}

    /** Makes the list unmodifiable. */
    public RulerSummary {
        rounds = List.copyOf(rounds);
    }
}
