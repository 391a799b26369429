package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.RunDataException;
import dev.hmmbench.results.run.Arm;
import dev.hmmbench.results.run.RoundOrder;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.run.Shard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Protects the order of forks: an unbalanced one turns drift of the machine into a difference. */
class PlannerTest {

    private static final long SEED = 42;

    private static List<String> armsOf(RoundOrder round, String row) {
        return round.slots().stream().filter(slot -> slot.row().equals(row))
                .map(RoundOrder.Slot::arm).toList();
    }

    @Test
    void plan_everyRoundOfAPair_reversesTheOther() {
        RunPlan plan = Planner.plan(Plans.request(Plans.suite(3, 10), SEED));
        for (int pair = 0; pair < 10; pair += 2) {
            for (var row : plan.rows()) {
                assertThat(armsOf(plan.order().get(pair), row.id())).isEqualTo(
                        armsOf(plan.order().get(pair + 1), row.id()).reversed());
            }
        }
    }

    @Test
    void plan_firstArmOfPairs_isRandom() {
        RunPlan plan = Planner.plan(Plans.request(Plans.suite(1, 80), SEED));
        String row = plan.rows().getFirst().id();
        Set<List<String>> orders = new HashSet<>();
        plan.order().forEach(round -> orders.add(armsOf(round, row)));
        assertThat(orders).as("orders of three arms").hasSize(6);
    }

    @Test
    void plan_armsOfARow_standSideBySide() {
        RunPlan plan = Planner.plan(Plans.request(Plans.suite(4, 4), SEED));
        for (RoundOrder round : plan.order()) {
            List<String> rows = round.slots().stream().map(RoundOrder.Slot::row).toList();
            List<String> runs = new ArrayList<>();
            for (String row : rows) {
                if (runs.isEmpty() || !runs.getLast().equals(row)) {
                    runs.add(row);
                }
            }
            assertThat(runs).doesNotHaveDuplicates().hasSize(5);
        }
    }

    @Test
    void plan_sameSeed_isSamePlan() {
        assertThat(Planner.plan(Plans.request(Plans.suite(3, 6), SEED)))
                .isEqualTo(Planner.plan(Plans.request(Plans.suite(3, 6), SEED)));
    }

    @Test
    void plan_otherSeed_isOtherOrder() {
        assertThat(Planner.plan(Plans.request(Plans.suite(3, 6), SEED)).order())
                .isNotEqualTo(Planner.plan(Plans.request(Plans.suite(3, 6), SEED + 1)).order());
    }

    @Test
    void plan_rulersAndControl_areInEveryRound() {
        RunPlan plan = Planner.plan(Plans.request(Plans.suite(2, 4), SEED));
        for (RoundOrder round : plan.order()) {
            assertThat(round.slots()).extracting(RoundOrder.Slot::arm)
                    .contains("legacy#aa", "ruler");
        }
        assertThat(plan.arms()).extracting(Arm::role).containsExactly(Arm.Role.REFERENCE,
                Arm.Role.DESIGN, Arm.Role.CONTROL, Arm.Role.RULER);
    }

    @Test
    void shards_together_areTheWholeRunAndSplitNoPair() {
        Suite suite = Plans.suite(2, 10);
        List<RoundOrder> whole = Planner.plan(Plans.request(suite, SEED)).order();
        List<RoundOrder> parts = new ArrayList<>();
        for (int index = 1; index <= 3; index++) {
            List<RoundOrder> part = Planner.plan(Plans.request(suite, SEED,
                    new Shard(index, 3), Optional.empty())).order();
            for (int i = 0; i < part.size(); i += 2) {
                assertThat(part.get(i + 1).round()).isEqualTo(part.get(i).round() + 1);
                assertThat(part.get(i).round() % 2).isOne();
            }
            parts.addAll(part);
        }
        assertThat(parts).containsExactlyInAnyOrderElementsOf(whole);
    }

    @Test
    void plan_rowsByRegex_keepsRulers() {
        RunPlan plan = Planner.plan(Plans.request(Plans.suite(3, 2), SEED, Shard.WHOLE,
                Optional.of("steps=128")));
        assertThat(plan.rows()).extracting(row -> row.benchmark())
                .containsExactly("work", "ruler.spin");
        assertThat(plan.arms()).extracting(Arm::role).doesNotContain(Arm.Role.CONTROL);
    }

    @Test
    void plan_noRowLikeThat_isRefused() {
        assertThatThrownBy(() -> Planner.plan(Plans.request(Plans.suite(3, 2), SEED, Shard.WHOLE,
                Optional.of("nothing")))).isInstanceOf(RunDataException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void plan_rowsWherePagemapsComeAndGo_runTheProtectedTree() {
        RunPlan plan = Planner.plan(Plans.request(Suites.named("full"), SEED, Shard.WHOLE,
                Optional.of("^concurrent")));
        assertThat(plan.rows()).filteredOn(row -> row.params().containsKey("churn"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.arms()).startsWith("legacy",
                        row.params().get("churn").equals("NONE")
                                ? "devprivate" : "devprivate+rcu"));
        assertThat(plan.arms()).extracting(Arm::name)
                .contains("legacy", "devprivate", "devprivate+rcu");
    }

    /** A pagemap of 1 TiB is more than the series takes: its row runs in legacy, or not at all. */
    @Test
    void plan_rowOfLegacyAlone_runsInNoOtherDesign() {
        List<Suite.Choice> rows = List.of(
                Suite.Choice.detail(ScaleRows.WHOLE, ScaleRows.WHOLE.smallParams()),
                Suite.Choice.detail(ScaleRows.SCALE, ScaleRows.SCALE.smallParams()));
        Suite suite = Plans.suite(1, 2);
        Suite alone = new Suite(suite.name(), suite.description(), suite.looks(), suite.timing(),
                suite.exclusion(), rows);
        assertThat(Planner.plan(Plans.request(alone, SEED)).rows())
                .extracting(row -> row.benchmark() + row.arms())
                .containsExactly("scale.whole[legacy]", "scale[legacy, devprivate]");
        assertThat(rows.getFirst().kind().runsIn("devprivate")).isFalse();
    }
}
