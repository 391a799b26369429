package dev.hmmbench.results.run;

import java.util.List;

/**
 * When a run may look at its results and stop, fixed before it starts.
 *
 * @param rounds round counts at which it looks, ascending; the last is the full run
 * @param alpha error level of the interval at each look
 */
public record LookPlan(List<Integer> rounds, double alpha) {

    /** Error level of a run with one look. */
    public static final double ONE_LOOK_ALPHA = 0.05;

    /**
     * Error level of each of three equally spaced looks that together keep 5 percent.
     * Source: Pocock, Biometrika 64 (1977), table 1: nominal 0.0221 for three looks.
     */
    public static final double THREE_LOOK_ALPHA = 0.0221;

    /** Checks that the looks ascend. */
    public LookPlan {
        rounds = List.copyOf(rounds);
        Check.that(!rounds.isEmpty(), "a look plan needs at least one look");
        int previous = 0;
        for (int round : rounds) {
            Check.that(round > previous, "looks " + rounds + " must ascend from 1");
            previous = round;
        }
        Check.positive("alpha", alpha);
        Check.that(alpha < 0.5, "alpha is " + alpha + ", must be below 0.5");
    }

    /** Returns the plan of a run that looks once, after {@code rounds} rounds. */
    public static LookPlan once(int rounds) {
        return new LookPlan(List.of(rounds), ONE_LOOK_ALPHA);
    }

    /** Returns the plan of three looks, after a third, two thirds and all of {@code rounds}. */
    public static LookPlan three(int rounds) {
        Check.atLeast("rounds", rounds, 3);
        return new LookPlan(List.of(rounds / 3, 2 * rounds / 3, rounds), THREE_LOOK_ALPHA);
    }

    /** Returns the rounds of the full run. */
    public int last() {
        return rounds.getLast();
    }
}
