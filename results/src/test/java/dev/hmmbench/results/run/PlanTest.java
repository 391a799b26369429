package dev.hmmbench.results.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Protects the plan: what is judged later must be declared without contradiction. */
final class PlanTest {

    private final RunPlan plan = new SyntheticRun(1, 2)
            .row(SyntheticRow.time("a", 10, 1, 0.01)).data().plan();

    @Test
    void rowId_parameters_areSortedByName() {
        assertThat(RowSpec.idOf("create", Map.of("size", "1", "others", "63")))
                .isEqualTo("create[others=63,size=1]");
    }

    @Test
    void row_unitThatContradictsPrimary_isRefused() {
        RowSpec row = plan.rows().getFirst();
        assertThatThrownBy(() -> new RowSpec(row.id(), row.benchmark(), row.params(),
                row.label(), row.group(), Unit.OPS_PER_SECOND, Primary.P50, 1, 0.03, row.arms(),
                row.prominence())).hasMessageContaining("does not fit");
    }

    @Test
    void plan_rowOnUnknownArm_isRefused() {
        assertThatThrownBy(() -> with(List.of(Arm.reference("legacy")), plan.order()))
                .hasMessageContaining("devprivate");
    }

    @Test
    void plan_twoReferences_isRefused() {
        assertThatThrownBy(() -> with(List.of(Arm.reference("a"), Arm.reference("b")),
                plan.order())).hasMessageContaining("must be one");
    }

    @Test
    void plan_roundBeyondLastLook_isRefused() {
        assertThatThrownBy(() -> with(plan.arms(),
                List.of(new RoundOrder(3, List.of())))).hasMessageContaining("beyond");
    }

    @Test
    void looks_three_endWithAllRounds() {
        assertThat(LookPlan.three(30).rounds()).containsExactly(10, 20, 30);
        assertThat(LookPlan.three(10).rounds()).containsExactly(3, 6, 10);
    }

    @Test
    void samples_percentiles_matchNumpy() {
        // numpy.quantile([3,1,4,1,5,9,2,6], [.1,.25,.5,.75,.9]) = 1, 1.75, 3.5, 5.25, 6.9
        Samples samples = Samples.of(new double[] {3, 1, 4, 1, 5, 9, 2, 6});
        assertThat(new double[] {samples.p10(), samples.p25(), samples.p50(), samples.p75(),
            samples.p90()}).containsExactly(new double[] {1, 1.75, 3.5, 5.25, 6.9},
                    org.assertj.core.data.Offset.offset(1e-12));
        assertThat(samples.mean()).isEqualTo(31 / 8.0);
    }

    @Test
    void samples_thatDoNotAscend_areRefused() {
        assertThatThrownBy(() -> new Samples(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 1, 1))
                .hasMessageContaining("do not ascend");
    }

    private RunPlan with(List<Arm> arms, List<RoundOrder> order) {
        return new RunPlan(plan.schema(), plan.suite(), plan.createdUtc(), plan.commandLine(),
                plan.seed(), plan.iterations(), plan.looks(), plan.exclusion(), plan.shard(),
                plan.map(), plan.mapSha256(), arms, plan.rows(), order);
    }
}
