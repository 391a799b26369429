package dev.hmmbench.results.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A fork of the plan that has no good record yet.
 *
 * @param round number of the round
 * @param position place in the round's order, from 0
 * @param row the row
 * @param arm the arm
 */
public record PendingFork(int round, int position, RowSpec row, Arm arm) {

    /** Which forks are done. */
    private record Key(int round, String row, String arm) {}

    /** Returns the forks of {@code plan} without a good record in {@code forks}, in order. */
    static List<PendingFork> of(RunPlan plan, List<ForkRecord> forks) {
        Set<Key> done = new HashSet<>();
        for (ForkRecord record : forks) {
            if (record instanceof ForkRecord.Measured) {
                ForkRecord.Identity fork = record.fork();
                done.add(new Key(fork.round(), fork.row(), fork.arm()));
            }
        }
        List<PendingFork> pending = new ArrayList<>();
        for (RoundOrder round : plan.order()) {
            for (int position = 0; position < round.slots().size(); position++) {
                RoundOrder.Slot slot = round.slots().get(position);
                if (!done.contains(new Key(round.round(), slot.row(), slot.arm()))) {
                    pending.add(new PendingFork(round.round(), position,
                            plan.row(slot.row()).orElseThrow(),
                            plan.arm(slot.arm()).orElseThrow()));
                }
            }
        }
        return List.copyOf(pending);
    }
}
