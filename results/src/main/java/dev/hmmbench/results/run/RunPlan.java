package dev.hmmbench.results.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is to measure and how it will be judged: {@code plan.json}, written before the first
 * fork and never changed.
 *
 * @param schema {@link Schema#VERSION}
 * @param suite name of the suite
 * @param createdUtc ISO-8601 instant, such as {@code 2026-03-01T12:00:00Z}
 * @param commandLine the arguments of the command
 * @param seed seed of the order and of all random parts of the statistics
 * @param iterations measured iterations in each fork; a fork with another number is ragged
 * @param looks when results are looked at
 * @param exclusion when a round is left out
 * @param shard which part this machine does
 * @param map name of the machine description, such as {@code bundled}
 * @param mapSha256 its hash, hex
 * @param arms all arms; one reference at most
 * @param rows all rows
 * @param order the order of forks, one entry per round of this shard
 */
public record RunPlan(int schema, String suite, String createdUtc, List<String> commandLine,
        long seed, int iterations, LookPlan looks, ExclusionRules exclusion, Shard shard,
        String map, String mapSha256, List<Arm> arms, List<RowSpec> rows,
        List<RoundOrder> order) {

    /** Checks that rows, arms and order name each other correctly. */
    public RunPlan {
        Schema.check(schema);
        Check.text("suite", suite);
        Check.text("createdUtc", createdUtc);
        commandLine = List.copyOf(commandLine);
        Check.atLeast("iterations", iterations, 1);
        Check.text("map", map);
        Check.text("mapSha256", mapSha256);
        arms = List.copyOf(arms);
        rows = List.copyOf(rows);
        order = List.copyOf(order);
        checkArms(arms);
        checkRows(rows, arms);
        checkOrder(order, rows, looks);
    }

    /** Returns the row of that id. */
    public Optional<RowSpec> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Returns the arm of that name. */
    public Optional<Arm> arm(String name) {
        return arms.stream().filter(arm -> arm.name().equals(name)).findFirst();
    }

    /** Returns the arms of that role, in the plan's order. */
    public List<Arm> arms(Arm.Role role) {
        return arms.stream().filter(arm -> arm.role() == role).toList();
    }

    /** Returns how many forks the full run has. */
    public int nrForks() {
        return order.stream().mapToInt(round -> round.slots().size()).sum();
    }

    private static void checkArms(List<Arm> arms) {
        Set<String> names = new HashSet<>();
        for (Arm arm : arms) {
            Check.that(names.add(arm.name()), "arm " + arm.name() + " is listed twice");
        }
        long references = arms.stream().filter(arm -> arm.role() == Arm.Role.REFERENCE).count();
        Check.that(references <= 1, references + " arms are the reference, must be one");
    }

    private static void checkRows(List<RowSpec> rows, List<Arm> arms) {
        Set<String> names = new HashSet<>();
        arms.forEach(arm -> names.add(arm.name()));
        Set<String> ids = new HashSet<>();
        for (RowSpec row : rows) {
            Check.that(ids.add(row.id()), "row " + row.id() + " is listed twice");
            for (String arm : row.arms()) {
                Check.that(names.contains(arm), "row " + row.id() + " names no known arm: " + arm);
            }
        }
    }

    private static void checkOrder(List<RoundOrder> order, List<RowSpec> rows, LookPlan looks) {
        Set<RoundOrder.Slot> known = new HashSet<>();
        rows.forEach(row -> row.arms().forEach(
                arm -> known.add(new RoundOrder.Slot(row.id(), arm))));
        Set<Integer> rounds = new HashSet<>();
        for (RoundOrder round : order) {
            Check.that(rounds.add(round.round()), "round " + round.round() + " is listed twice");
            Check.that(round.round() <= looks.last(),
                    "round " + round.round() + " is beyond the last look at " + looks.last());
            for (RoundOrder.Slot slot : round.slots()) {
                Check.that(known.contains(slot), "round " + round.round() + " runs "
                        + slot.row() + " on " + slot.arm() + ", which no row declares");
            }
        }
    }
}
