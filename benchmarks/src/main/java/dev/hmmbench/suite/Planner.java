package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.LookPlan;
import dev.hmmbench.results.run.RoundOrder;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Schema;
import dev.hmmbench.results.run.Shard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lays down the order of all forks before the first one runs.
 *
 * <p>In each round the rows are shuffled; the arms of a row run one after another. Rounds come in
 * pairs: the first of a pair runs the arms of a row in a random order, the second in the reverse
 * one, so that over a pair each arm stands as often before another as behind it and a drift of the
 * machine falls on both alike.
 */
public final class Planner {

    /** Name of the only arm of rulers. */
    static final String RULER_ARM = "ruler";

    private final RunRequest request;
    private final List<Suite.Choice> choices;

    private Planner(RunRequest request) {
        this.request = request;
        this.choices = request.suite().choices().stream().filter(this::isWanted).toList();
    }

    /**
     * Returns the plan of a run.
     *
     * @throws RunDataException if no row is left to measure
     */
    public static RunPlan plan(RunRequest request) {
        return new Planner(request).plan();
    }

    private RunPlan plan() {
        List<RowSpec> rows = rows();
        LookPlan looks = looks();
        return new RunPlan(Schema.VERSION, request.suite().name(), request.createdUtc(),
                request.commandLine(), request.seed(), request.suite().timing().iterations(),
                looks, request.suite().exclusion(), request.shard(), request.map().name(),
                request.map().sha256(), arms(), rows, order(rows, looks.last()));
    }

    private boolean isWanted(Suite.Choice choice) {
        return choice.kind().group() == RowGroup.RULER
                || isMatched(choice) && !armsOf(choice).isEmpty();
    }

    private boolean isMatched(Suite.Choice choice) {
        return request.rows().isEmpty() || request.rows().get().matcher(id(choice)).find();
    }

    /** Returns the id of the row that a choice becomes. */
    static String id(Suite.Choice choice) {
        return RowSpec.idOf(choice.kind().name(), choice.params());
    }

    private List<RowSpec> rows() {
        if (choices.stream().noneMatch(this::isMatched)) {
            throw RunDataException.usage("suite " + request.suite().name() + " has no row like '"
                    + request.rows().map(Object::toString).orElse("") + "'; see ./hmmbench list");
        }
        return choices.stream()
                .map(choice -> choice.kind().row(choice.params(), choice.prominence(),
                        armsOf(choice)))
                .toList();
    }

    private LookPlan looks() {
        if (request.rounds().isEmpty()) {
            return request.suite().looks();
        }
        int rounds = request.rounds().getAsInt();
        return request.suite().looks().rounds().size() > 1 && rounds >= 3
                ? LookPlan.three(rounds) : LookPlan.once(rounds);
    }

    private List<String> armsOf(Suite.Choice choice) {
        if (!choice.kind().isCompared()) {
            return List.of(RULER_ARM);
        }
        List<String> models = request.models().stream()
                .filter(choice.kind()::runsIn).map(choice::modelFor).distinct().toList();
        List<String> arms = new ArrayList<>(models);
        if (choice.hasControl()) {
            arms.add(Arm.control(models.getFirst()).name());
        }
        if (request.base().isPresent()) {
            models.forEach(model -> arms.add(Arm.base(model).name()));
        }
        return arms;
    }

    private List<Arm> arms() {
        List<Arm> arms = new ArrayList<>();
        String reference = request.models().getFirst();
        arms.add(Arm.reference(reference));
        List<String> models = models();
        models.stream().skip(1).map(Arm::design).forEach(arms::add);
        arms.add(Arm.control(reference));
        if (request.base().isPresent()) {
            models.stream().map(Arm::base).forEach(arms::add);
        }
        arms.add(new Arm(RULER_ARM, "none", Arm.Role.RULER));
        List<String> used = choices.stream().flatMap(choice -> armsOf(choice).stream()).toList();
        return arms.stream().filter(arm -> used.contains(arm.name())).toList();
    }

    /** The models asked for, then those that stand in for them. */
    private List<String> models() {
        Stream<String> standIns = choices.stream().filter(choice -> choice.kind().isCompared())
                .flatMap(choice -> request.models().stream().map(choice::modelFor));
        return Stream.concat(request.models().stream(), standIns).distinct().toList();
    }

    private List<RoundOrder> order(List<RowSpec> rows, int nrRounds) {
        SplittableRandom random = new SplittableRandom(request.seed());
        List<RoundOrder> order = new ArrayList<>();
        Map<String, List<String>> arms = new HashMap<>();
        for (int round = 1; round <= nrRounds; round++) {
            List<RowSpec> shuffled = new ArrayList<>(rows);
            shuffle(shuffled, random);
            List<RoundOrder.Slot> slots = new ArrayList<>();
            for (RowSpec row : shuffled) {
                arms.put(row.id(), armOrder(row, round, arms.get(row.id()), random));
                arms.get(row.id()).forEach(
                        arm -> slots.add(new RoundOrder.Slot(row.id(), arm)));
            }
            if (isMine(round)) {
                order.add(new RoundOrder(round, slots));
            }
        }
        return order;
    }

    private static List<String> armOrder(RowSpec row, int round,
            @Nullable List<String> before, RandomGenerator random) {
        List<String> arms = new ArrayList<>(row.arms());
        if (round % 2 == 0 && before != null) {
            return before.reversed();
        }
        shuffle(arms, random);
        return arms;
    }

    /** Deals out pairs of rounds, so that a reversed round stays with its first one. */
    private boolean isMine(int round) {
        Shard shard = request.shard();
        return (round - 1) / 2 % shard.count() == shard.index() - 1;
    }

    private static void shuffle(List<?> list, RandomGenerator random) {
        for (int i = list.size(); i > 1; i--) {
            Collections.swap(list, i - 1, random.nextInt(i));
        }
    }
}
