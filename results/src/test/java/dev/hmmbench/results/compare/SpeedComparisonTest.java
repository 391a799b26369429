package dev.hmmbench.results.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.results.synthetic.SyntheticRow;
import dev.hmmbench.results.synthetic.SyntheticRun;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Protects the proof that Java does not blur the designs: one ratio per fork, and its interval. */
final class SpeedComparisonTest {

    private static final double SLOWER = 1.05;

    /** Ratios alternate 1 % about 1.05: their geometric mean is 1.05, their interval narrow. */
    @Test
    void speeds_ofForksWithBoth_haveRatioAndInterval() {
        SpeedComparison speed = only(run(true));
        assertThat(speed.estimate().orElseThrow().ratio()).isCloseTo(SLOWER, within(1e-3));
        assertThat(speed.estimate().orElseThrow().interval().contains(SLOWER)).isTrue();
        assertThat(speed.nrForks()).isEqualTo(run(true).forks().size());
        assertThat(speed.cNsPerOp()).isPresent();
    }

    @Test
    void standing_ofTheMargin_needsTheWholeInterval() {
        SpeedComparison speed = only(run(true));
        // The synthetic row's margin is 3 %, and the interval lies about 1.05.
        assertThat(speed.standing()).isEqualTo(SpeedComparison.Standing.BEYOND);
    }

    @Test
    void speeds_withoutACompiler_haveJavaAlone() {
        SpeedComparison speed = only(run(false));
        assertThat(speed.cNsPerOp()).isEmpty();
        assertThat(speed.estimate()).isEmpty();
        assertThat(speed.standing()).isEqualTo(SpeedComparison.Standing.OPEN);
    }

    @Test
    void speedRows_areNeitherComparedNorRulers() {
        RunComparison compared = RunComparer.compare(run(true));
        assertThat(compared.rows()).isEmpty();
        assertThat(compared.rulers()).isEmpty();
    }

    private static SpeedComparison only(RunData data) {
        List<SpeedComparison> speeds = RunComparer.compare(data).speeds();
        assertThat(speeds).hasSize(1);
        return speeds.getFirst();
    }

    private static RunData run(boolean hasCompiler) {
        RunData data = new SyntheticRun(3, 12)
                .row(SyntheticRow.time("loop", 50, 1, 0.01).in(RowGroup.SPEED)).data();
        List<ForkRecord> forks = data.forks().stream()
                .map(ForkRecord.Measured.class::cast)
                .map(fork -> with(fork, hasCompiler)).toList();
        return new RunData(data.folder(), data.plan(), data.environment(), forks,
                data.counters(), data.notes());
    }

    private static ForkRecord with(ForkRecord.Measured fork, boolean hasCompiler) {
        TreeMap<String, Metric> metrics = new TreeMap<>(fork.metrics());
        metrics.put(SpeedComparison.JAVA, new Metric(100, Unit.NS));
        if (hasCompiler) {
            double noise = fork.fork().round() % 2 == 0 ? 1.01 : 1 / 1.01;
            metrics.put(SpeedComparison.C, new Metric(100 / SLOWER, Unit.NS));
            metrics.put(SpeedComparison.RATIO, new Metric(SLOWER * noise, Unit.SHARE));
        }
        return new ForkRecord.Measured(fork.fork(), fork.samples(), fork.iterations(), metrics,
                fork.cpu(), fork.disturbance(), fork.jvm(), fork.hlog());
    }
}
