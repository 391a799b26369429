package dev.hmmbench.results.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.run.Disturbance;
import dev.hmmbench.results.run.ExclusionRules;
import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.stats.MeanEstimate;
import dev.hmmbench.results.synthetic.Edit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Protects the comparison: with data of known truth it finds the truth, says when it cannot, and
 * never hides what it left out.
 */
final class RunComparerTest {

    private final RunData data = new SyntheticRun(11, 12)
            .row(SyntheticRow.time("same", 50, 1.0, 0.01))
            .row(SyntheticRow.time("slower", 50, 1.2, 0.02))
            .row(SyntheticRow.time("faster", 50, 0.8, 0.02))
            .row(SyntheticRow.throughput("lessThroughput", 50, 1.2, 0.02))
            .row(SyntheticRow.time("noisy", 50, 1.02, 0.30))
            .row(SyntheticRow.time("bitSlower", 50, 1.025, 0.02).in(RowGroup.MIGRATE))
            .data();

    private static RowComparison row(RunData data, String id) {
        return RunComparer.compare(data).row(id, SyntheticRun.DESIGN).orElseThrow();
    }

    @Nested
    final class Verdicts {

        @Test
        void compare_knownTruth_isFound() {
            assertThat(row(data, "same").verdict()).isEqualTo(Verdict.EQUIVALENT);
            assertThat(row(data, "slower").verdict()).isEqualTo(Verdict.SLOWER);
            assertThat(row(data, "faster").verdict()).isEqualTo(Verdict.FASTER);
            assertThat(row(data, "noisy").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(row(data, "slower").estimate().orElseThrow().interval().contains(1.2))
                    .isTrue();
        }

        @Test
        void compare_lessThroughput_isSlower() {
            RowComparison row = row(data, "lessThroughput");
            assertThat(row.verdict()).isEqualTo(Verdict.SLOWER);
            assertThat(row.estimate().orElseThrow().ratio()).isCloseTo(1.2, within(0.03));
            assertThat(row.candidate().orElseThrow().value())
                    .isLessThan(row.reference().orElseThrow().value());
        }

        @Test
        void verdict_intervalAgainstMargin_isAsDeclared() {
            // sd 0.01 over 9 rounds, t(0.975, 8) = 2.306: half width 0.0077; ln 1.03 = 0.0296.
            assertThat(verdict(0.000)).isEqualTo(Verdict.EQUIVALENT);
            assertThat(verdict(0.021)).isEqualTo(Verdict.EQUIVALENT);
            assertThat(verdict(0.025)).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(verdict(0.031)).isEqualTo(Verdict.SLOWER);
            assertThat(verdict(-0.025)).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(verdict(-0.031)).isEqualTo(Verdict.FASTER);
        }

        @Test
        void compare_belowMargin_saysWhy() {
            RowComparison row = row(data, "noisy");
            assertThat(row.reason()).contains("these rounds show only changes of");
        }

        private static Verdict verdict(double mean) {
            double[] steps = {-0.01, -0.01, -0.01, -0.01, 0, 0.01, 0.01, 0.01, 0.01};
            double scale = 0.01 / MeanEstimate.paired(steps).sd();
            double[] logs = new double[steps.length];
            for (int i = 0; i < logs.length; i++) {
                logs[i] = mean + steps[i] * scale;
            }
            return Estimates.verdict(Estimates.of(logs, new int[9], 0.05, 0.03, 1)
                    .orElseThrow(), 0.03);
        }
    }

    @Nested
    final class Pairing {

        @Test
        void compare_journalInAnotherOrder_sameResult() {
            List<ForkRecord> shuffled = new ArrayList<>(data.forks());
            Collections.shuffle(shuffled, new Random(1));
            assertThat(row(Edit.with(data, shuffled), "slower")).isEqualTo(row(data, "slower"));
        }

        @Test
        void compare_missingForkInEachArm_pairsByRoundNotByPlace() {
            RunData holed = Edit.without(data, fork -> fork.fork().row().equals("same")
                    && (fork.fork().round() == 3 && fork.fork().arm().equals(SyntheticRun.DESIGN)
                    || fork.fork().round() == 7
                            && fork.fork().arm().equals(SyntheticRun.REFERENCE)));
            RowComparison row = row(holed, "same");
            assertThat(row.rounds()).extracting(RoundPair::round)
                    .containsExactly(1, 2, 4, 5, 6, 8, 9, 10, 11, 12);
            assertThat(row.estimate().orElseThrow().sdLog()).isLessThan(0.03);
            assertThat(row.warnings()).extracting(Warning::kind)
                    .contains(Warning.Kind.MISSING_FORKS);
        }

        @Test
        void compare_armMissing_isNotComparable() {
            RowComparison row = row(Edit.without(data, Edit.forks("same", SyntheticRun.DESIGN)),
                    "same");
            assertThat(row.verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
            assertThat(row.reference()).isPresent();
            assertThat(row.estimate()).isEmpty();
        }

        @Test
        void compare_oneRound_isInconclusive() {
            RowComparison row = row(Edit.without(data, fork -> fork.fork().round() > 1), "same");
            assertThat(row.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(row.reason()).isEqualTo("fewer than two rounds count");
            assertThat(row.estimate()).isEmpty();
            assertThat(row.ratio()).contains(row.rounds().getFirst().costRatio());
        }
    }

    @Nested
    final class LeftOut {

        @Test
        void compare_disturbedRound_leavesOutBothSidesAndSaysSo() {
            RunData disturbed = Edit.rules(Edit.measured(data,
                    fork -> fork.fork().round() == 5 && fork.fork().arm().equals("legacy"),
                    fork -> new ForkRecord.Measured(fork.fork(), fork.samples(),
                            fork.iterations(), fork.metrics(), fork.cpu(),
                            new Disturbance(0, 0, 0, 0, 0.6, 0, 0, 0), fork.jvm(), "")),
                    new ExclusionRules(0.25, 1, 1));
            RowComparison row = row(disturbed, "same");
            assertThat(row.nrExcluded()).isEqualTo(1);
            assertThat(row.candidate().orElseThrow().nrForks()).isEqualTo(11);
            assertThat(row.warnings()).extracting(Warning::text).containsExactly(
                    "round 5 left out: CPU pressure 60 % in the fork of legacy (limit 25 %)");
        }

        @Test
        void compare_forkInAnotherGear_isReportedNotAveraged() {
            RunData flipped = Edit.dearer(data, fork -> fork.fork().round() == 4
                    && Edit.forks("same", SyntheticRun.DESIGN).test(fork), 3);
            RowComparison row = row(flipped, "same");
            assertThat(row.estimate().orElseThrow().ratio()).isCloseTo(1, within(0.02));
            assertThat(row.warnings()).extracting(Warning::kind)
                    .contains(Warning.Kind.JIT_FLIP);
            // With the fork counted the interval is wide: the verdict hangs on it.
            assertThat(row.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(row.reason()).contains("hangs on 1 rounds");
        }

        @Test
        void compare_manyForksInAnotherGear_hasNoOneValue() {
            RunData flipped = Edit.dearer(data, fork -> fork.fork().round() % 3 == 0
                    && Edit.forks("same", SyntheticRun.DESIGN).test(fork), 3);
            assertThat(row(flipped, "same").reason()).startsWith("4 of 12 rounds");
        }
    }

    @Nested
    final class Family {

        @Test
        void compare_groups_areFormedOverTheirRowsOnly() {
            List<GroupComparison> groups = RunComparer.compare(data).groups();
            assertThat(groups).extracting(GroupComparison::group).containsExactly(
                    RowGroup.LOOKUP, RowGroup.CONCURRENT, RowGroup.MIGRATE);
            assertThat(groups.getFirst().rows())
                    .containsExactly("same", "slower", "faster", "noisy");
        }

        @Test
        void compare_groupWithoutOneRow_leavesItOutAndNamesIt() {
            RunData holed = Edit.without(data, Edit.forks("noisy", SyntheticRun.DESIGN));
            GroupComparison lookup = RunComparer.compare(holed).groups().getFirst();
            assertThat(lookup.rows()).containsExactly("same", "slower", "faster");
            assertThat(lookup.left()).containsExactly("noisy");
            // Mean of ln 1, ln 1.2 and ln 0.8 is -0.0136: a ratio of 0.9865.
            assertThat(lookup.estimate().orElseThrow().ratio()).isCloseTo(0.9865, within(0.02));
        }

        @Test
        void compare_rowsThatStandOut_areMarked() {
            assertThat(row(data, "slower").highlight())
                    .isEqualTo(RowComparison.Highlight.STANDS_OUT);
            assertThat(row(data, "noisy").highlight()).isEqualTo(RowComparison.Highlight.NONE);
        }

        @Test
        void compare_base_pairsEachDesignWithItself() {
            RunData based = new SyntheticRun(3, 12).withBase(Math.log(1.1))
                    .row(SyntheticRow.time("a", 50, 1.3, 0.01)).data();
            assertThat(RunComparer.compare(based).builds())
                    .extracting(row -> row.pair().reference(), row -> row.pair().candidate(),
                            RowComparison::verdict)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("legacy@base", "legacy",
                                    Verdict.SLOWER),
                            org.assertj.core.groups.Tuple.tuple("devprivate@base", "devprivate",
                                    Verdict.SLOWER));
        }

        @Test
        void compare_baseBothDesignsSlower_ratioHasNotChanged() {
            RunData based = new SyntheticRun(3, 12).withBase(Math.log(1.1))
                    .row(SyntheticRow.time("a", 50, 1.3, 0.005)).data();
            BuildDifference found = RunComparer.compare(based).buildDifferences().getFirst();
            assertThat(found.verdict()).isEqualTo(Verdict.EQUIVALENT);
            assertThat(found.change().orElseThrow().interval().contains(1)).isTrue();
        }

        @Test
        void compare_baseOneDesignSlower_isTheDifferenceInDifferences() {
            RunData based = new SyntheticRun(3, 12).withBase(Math.log(1.1))
                    .bias("legacy@base", 0).row(SyntheticRow.time("a", 50, 1.3, 0.005)).data();
            BuildDifference found = RunComparer.compare(based).buildDifferences().getFirst();
            assertThat(found.verdict()).isEqualTo(Verdict.SLOWER);
            assertThat(found.change().orElseThrow().ratio()).isCloseTo(1.1, within(0.01));
        }

        @Test
        void compare_baseForkMissing_leavesOutTheWholeRound() {
            RunData based = new SyntheticRun(3, 12).withBase(0)
                    .row(SyntheticRow.time("a", 50, 1.3, 0.005)).data();
            RunData holed = Edit.without(based, fork -> fork.fork().round() == 4
                    && fork.fork().arm().equals("legacy@base"));
            assertThat(RunComparer.compare(holed).buildDifferences().getFirst().change()
                    .orElseThrow().nrRounds()).isEqualTo(11);
        }
    }
}
