package dev.hmmbench.results.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.run.LookPlan;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.RunPlan;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import org.junit.jupiter.api.Test;

/** Protects against "run until significant": a run stops at declared looks only. */
final class LookDecisionTest {

    private static RunComparison run(double sd, int nrRounds) {
        RunData data = new SyntheticRun(1, 30).row(SyntheticRow.time("a", 50, 1.3, sd)).data();
        RunPlan plan = data.plan();
        RunData planned = new RunData(data.folder(), new RunPlan(plan.schema(), plan.suite(),
                plan.createdUtc(), plan.commandLine(), plan.seed(), plan.iterations(),
                LookPlan.three(30), plan.exclusion(), plan.shard(), plan.map(),
                plan.mapSha256(), plan.arms(), plan.rows(), plan.order()), data.environment(),
                data.forks(), data.counters(), data.notes());
        return RunComparer.compare(Edit.without(planned,
                fork -> fork.fork().round() > nrRounds));
    }

    @Test
    void after_look_allRowsClear_stops() {
        assertThat(LookDecision.after(10, run(0.01, 10))).isEqualTo(LookDecision.STOP);
    }

    @Test
    void after_roundBetweenLooks_goesOnHoweverClear() {
        assertThat(LookDecision.after(11, run(0.01, 11))).isEqualTo(LookDecision.GO_ON);
    }

    @Test
    void after_lookThatWasTakenBefore_goesOn() {
        // The run went past its look at 10 and was stopped in round 12.
        assertThat(LookDecision.after(10, run(0.01, 12))).isEqualTo(LookDecision.GO_ON);
    }

    @Test
    void after_look_oneRowOpen_goesOn() {
        assertThat(LookDecision.after(10, run(0.9, 10))).isEqualTo(LookDecision.GO_ON);
    }

    @Test
    void after_lastLook_stopsHoweverOpen() {
        assertThat(LookDecision.after(30, run(0.9, 30))).isEqualTo(LookDecision.STOP);
    }

    @Test
    void compare_runStoppedAtLook_isWholeAtTheLevelOfThreeLooks() {
        RunComparison run = run(0.01, 10);
        assertThat(run.nrRounds()).isEqualTo(10);
        assertThat(run.integrity().problems()).isEmpty();
        assertThat(run.rows().getFirst().warnings()).isEmpty();
        assertThat(run.rows().getFirst().estimate().orElseThrow().alpha())
                .isEqualTo(LookPlan.THREE_LOOK_ALPHA);
    }
}
