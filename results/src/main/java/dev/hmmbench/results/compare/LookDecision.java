package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RunPlan;

/**
 * What a run does at a look: declared before the run, so looking costs no error. Between looks the
 * question is not asked.
 */
public enum LookDecision {
    /** Every row has its answer. */
    STOP,
    /** Some row is open, and rounds are left. */
    GO_ON;

    /**
     * Decides after a round.
     *
     * @param finishedRounds rounds of which every fork has a record
     * @param run the comparison of these rounds
     */
    public static LookDecision after(int finishedRounds, RunComparison run) {
        RunPlan plan = run.data().plan();
        if (finishedRounds >= plan.looks().last()) {
            return STOP;
        }
        boolean hasGoneOn = run.data().forks().stream()
                .anyMatch(fork -> fork.fork().round() > finishedRounds);
        if (hasGoneOn) {
            // The look was taken before the run was stopped; it is not taken twice.
            return GO_ON;
        }
        boolean isOpen = run.rows().isEmpty() || run.rows().stream()
                .anyMatch(row -> row.verdict() == Verdict.INCONCLUSIVE
                        || row.verdict() == Verdict.NOT_COMPARABLE);
        return plan.looks().rounds().contains(finishedRounds) && !isOpen ? STOP : GO_ON;
    }
}
