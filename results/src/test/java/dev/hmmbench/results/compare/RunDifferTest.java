package dev.hmmbench.results.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.report.TextDifference;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Protects the comparison of two runs: what changed is found, what is not comparable is not. */
final class RunDifferTest {

    private final RunData before = suite(1).data();
    private final RunData after = suite(2).data();

    private static SyntheticRun suite(long seed) {
        return new SyntheticRun(seed, 12).row(SyntheticRow.time("a", 50, 1.2, 0.01))
                .row(SyntheticRow.throughput("b", 50, 0.9, 0.01));
    }

    private static RunDifference differ(RunData first, RunData second) {
        return RunDiffer.compare(RunComparer.compare(first), RunComparer.compare(second));
    }

    @Test
    void compare_sameKindOfRuns_isEquivalent() {
        RunDifference runs = differ(before, after);
        assertThat(runs.environment()).isEmpty();
        assertThat(runs.rows()).extracting(RowDifference::verdict)
                .containsOnly(Verdict.EQUIVALENT);
    }

    @Test
    void compare_designMadeSlower_isFound() {
        RunDifference runs = differ(before, Edit.dearer(after,
                Edit.forks("b", SyntheticRun.DESIGN), 1.15));
        RowDifference row = runs.rows().get(1);
        assertThat(row.verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(row.ratioChange().orElseThrow().ratio()).isCloseTo(1.15, within(0.02));
        assertThat(row.arms()).extracting(RowDifference.ArmChange::arm)
                .containsExactly("legacy", "devprivate");
    }

    @Test
    void compare_bothDesignsSlower_ratioIsEquivalentButCostsAreNot() {
        RunDifference runs = differ(before, Edit.dearer(after, fork -> true, 2));
        assertThat(runs.rows().getFirst().verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(runs.rows().getFirst().arms()).allSatisfy(arm ->
                assertThat(arm.estimate().ratio()).isCloseTo(2, within(0.3)));
    }

    @Test
    void compare_anotherCpu_isNotComparableAndSaysWhy() {
        RunDifference runs = differ(before, suite(2).onCpu("Another CPU").data());
        assertThat(runs.isComparable()).isFalse();
        assertThat(runs.rows()).allSatisfy(row -> {
            assertThat(row.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
            assertThat(row.reason()).isEqualTo("the runs differ in cpu.model");
            assertThat(row.arms()).isEmpty();
            assertThat(row.second()).isPresent();
        });
        assertThat(TextDifference.of(runs))
                .contains("! cpu.model: Made-up CPU -> Another CPU");
    }

    @Test
    void compare_otherRows_areListed() {
        RunData other = new SyntheticRun(2, 12).row(SyntheticRow.time("a", 50, 1.2, 0.01))
                .row(SyntheticRow.time("c", 50, 1, 0.01)).data();
        RunDifference runs = differ(before, other);
        assertThat(runs.onlyFirst()).containsExactly("b");
        assertThat(runs.onlySecond()).containsExactly("c");
    }

    @Test
    void compare_noCommonRow_saysNothingWasCompared() {
        RunData other = new SyntheticRun(2, 12).row(SyntheticRow.time("c", 50, 1, 0.01)).data();
        assertThat(differ(before, other).notes()).anySatisfy(
                note -> assertThat(note).startsWith("nothing was compared"));
    }

    @Test
    void compare_changedCounter_isShown() {
        RunDifference runs = differ(before, Edit.counter(after, "a", "devprivate", "maple-walk",
                2_000));
        assertThat(runs.rows().getFirst().counters())
                .containsExactly(new CounterPair("maple-walk", 1, 2));
    }

    @Test
    void text_anyLocale_isTheSameAndFits() {
        RunDifference runs = differ(before, suite(2).onCpu("Another CPU").data());
        String text = TextDifference.of(runs);
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(TextDifference.of(runs)).isEqualTo(text);
        } finally {
            Locale.setDefault(locale);
        }
        assertThat(text.lines()).allSatisfy(
                line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }
}
