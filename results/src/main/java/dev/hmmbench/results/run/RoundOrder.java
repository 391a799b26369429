package dev.hmmbench.results.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order of forks in one round. The arms of a row stand side by side.
 *
 * @param round number of the round, from 1
 * @param slots the forks in the order in which they run
 */
public record RoundOrder(int round, List<Slot> slots) {

    /**
     * One fork to run.
     *
     * @param row id of the row
     * @param arm name of the arm
     */
    public record Slot(String row, String arm) {}

    /** Checks that no fork is listed twice. */
    public RoundOrder {
        Check.atLeast("round", round, 1);
        slots = List.copyOf(slots);
        Set<Slot> seen = new HashSet<>();
        for (Slot slot : slots) {
            Check.that(seen.add(slot),
                    "round " + round + " runs " + slot.row() + " on " + slot.arm() + " twice");
        }
    }
}
