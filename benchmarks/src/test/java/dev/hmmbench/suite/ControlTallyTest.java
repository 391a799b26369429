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
                .endsWith("0 verdicts of a difference");
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
