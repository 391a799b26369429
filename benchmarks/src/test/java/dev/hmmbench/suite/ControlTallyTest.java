package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import org.junit.jupiter.api.Test;

/** Protects the count of real false alarms: a control that is off must be counted as such. */
class ControlTallyTest {

    private final ControlTally tally = new ControlTally();

    @Test
    void add_runsWithGoodControls_countsComparisonsAlone() {
        for (int seed = 1; seed <= 3; seed++) {
            tally.add(RunComparer.compare(new SyntheticRun(seed, 12)
                    .row(SyntheticRow.time("a", 50, 1, 0.001)).data()));
        }
        assertThat(tally.line()).startsWith("3 runs, 0 rejected; 3 comparisons,")
                .contains("0 verdicts of a difference")
                .endsWith("0 alarms in 0 runs against history, 0 in 3 as head against base");
    }

    @Test
    void add_oneRunThatIsOff_isOneAlarmOfTheGate() {
        for (int seed = 1; seed <= 8; seed++) {
            tally.add(RunComparer.compare(new SyntheticRun(seed, 12)
                    .bias(SyntheticRun.CONTROL, seed == 7 ? Math.log(1.2) : 0)
                    .row(SyntheticRow.time("a", 50, 1, 0.005)).data()));
        }
        // The first five only make the history; the seventh then stands in it and widens it.
        assertThat(tally.line()).endsWith(
                "gate: 1 alarms in 3 runs against history, 1 in 8 as head against base");
    }

    @Test
    void markdown_ofNothing_dividesByNothing() {
        assertThat(tally.markdown()).contains("| A/A control rejected at 0.1 % | 0 runs | - | - |");
    }

    /** Three in a hundred at most: no event in 100, the rule of three. */
    @Test
    void markdown_ofNoEvent_hasTheRuleOfThree() {
        for (int seed = 1; seed <= 100; seed++) {
            tally.add(RunComparer.compare(new SyntheticRun(seed, 4)
                    .row(SyntheticRow.time("a", 50, 1, 0.001)).data()));
        }
        assertThat(tally.markdown()).contains("| 100 runs | 0 | 0.00 % (2.95 %) |");
    }
}
