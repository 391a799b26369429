package dev.hmmbench.results.gate;

import dev.hmmbench.results.compare.RunComparer;
import dev.hmmbench.results.stats.MeanEstimate;
import dev.hmmbench.results.stats.Multiplicity;
import dev.hmmbench.results.stats.PredictionLimit;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * How often the gate alarms without cause, and how often it finds what is there: whole suites of
 * made-up log-ratios, judged by {@link TimeRule}, the very rule of the gate.
 */
public final class GateSimulation {

    private static final double UPPER = 0.95;
    private static final int NR_BUILDS = 2;

    private final Setting setting;
    private final SplittableRandom random;

    /** How the log-ratios of rounds scatter. */
    public enum Noise {
        /** Normal. */
        NORMAL,
        /** Student's t with 3 degrees of freedom, scaled to the same standard deviation. */
        HEAVY_TAILS
    }

    /** What is judged, and how. */
    public enum Way {
        /** T4, a hit fails at once. */
        HISTORY_ALONE,
        /** T4 with fresh rounds that share the first run's own shift: the worst case. */
        HISTORY_CONFIRMED,
        /** T5, a hit fails at once. */
        BASE_ALONE,
        /** T5 with fresh rounds. */
        BASE_CONFIRMED,
        /** Rejection of the A/A control, which makes a run invalid and is no alarm. */
        CONTROL
    }

    /**
     * A world.
     *
     * @param way what is judged
     * @param noise how rounds scatter
     * @param nrRows rows of the suite
     * @param nrRounds rounds of a run; a confirming run has twice as many
     * @param nrAccepted accepted runs (K)
     * @param sd standard deviation of one round's log-ratio
     * @param betweenRuns standard deviation of a run's own shift, in standard errors of a run
     * @param margin margin of every row
     * @param slowdown how much slower the first row is, such as 0.10
     */
    public record Setting(Way way, Noise noise, int nrRows, int nrRounds, int nrAccepted,
            double sd, double betweenRuns, double margin, double slowdown) {

        /** Returns the setting of this project's gate: 15 rows, 10 rounds, margin 3 percent. */
        public static Setting of(Way way, int nrAccepted, double sd, double betweenRuns,
                double slowdown) {
            return new Setting(way, Noise.NORMAL, 15, 10, nrAccepted, sd, betweenRuns, 0.03,
                    slowdown);
        }

        /** Returns this setting with other noise. */
        public Setting with(Noise other) {
            return new Setting(way, other, nrRows, nrRounds, nrAccepted, sd, betweenRuns, margin,
                    slowdown);
        }
    }

    /**
     * How often something happened.
     *
     * @param events how often
     * @param suites in how many suites
     */
    public record Rate(int events, int suites) {

        /** Returns the share. */
        public double share() {
            return (double) events / suites;
        }

        /** Returns the upper 95 percent bound of the true share (Clopper and Pearson 1934). */
        public double upper() {
            return events == suites ? 1 : new BetaDistribution(null, events + 1.0,
                    (double) suites - events).inverseCumulativeProbability(UPPER);
        }

        /** Returns the lower 95 percent bound of the true share. */
        public double lower() {
            return events == 0 ? 0 : new BetaDistribution(null, events,
                    suites - events + 1.0).inverseCumulativeProbability(1 - UPPER);
        }
    }

    private GateSimulation(Setting setting, long seed) {
        this.setting = setting;
        random = new SplittableRandom(seed);
    }

    /**
     * Returns in how many suites the gate alarms. With a slowdown: in how many it names the first
     * row. The same seed gives the same number.
     */
    public static Rate alarms(Setting setting, int suites, long seed) {
        GateSimulation simulation = new GateSimulation(setting, seed);
        int events = 0;
        for (int i = 0; i < suites; i++) {
            events += simulation.hasAlarm() ? 1 : 0;
        }
        return new Rate(events, suites);
    }

    private boolean hasAlarm() {
        return switch (setting.way()) {
            case HISTORY_ALONE, HISTORY_CONFIRMED -> isHit(historyAlarms());
            case BASE_ALONE, BASE_CONFIRMED -> isHit(baseAlarms());
            case CONTROL -> isControlRejected();
        };
    }

    private boolean isHit(boolean[] alarms) {
        if (setting.slowdown() > 0) {
            return alarms[0];
        }
        for (boolean alarm : alarms) {
            if (alarm) {
                return true;
            }
        }
        return false;
    }

    private boolean[] historyAlarms() {
        int rows = setting.nrRows();
        double tau = setting.betweenRuns() * setting.sd() / Math.sqrt(setting.nrRounds());
        PredictionLimit[] histories = new PredictionLimit[rows];
        double[] shifts = new double[rows];
        TimeRule.Case[] first = new TimeRule.Case[rows];
        for (int row = 0; row < rows; row++) {
            double[] past = new double[setting.nrAccepted()];
            for (int k = 0; k < past.length; k++) {
                past[k] = run(tau * random.nextGaussian(), setting.nrRounds()).mean();
            }
            histories[row] = PredictionLimit.of(past);
            shifts[row] = tau * random.nextGaussian() + planted(row);
            first[row] = TimeRule.againstHistory(histories[row],
                    run(shifts[row], setting.nrRounds()), setting.margin());
        }
        if (setting.way() == Way.HISTORY_ALONE) {
            return TimeRule.hits(first, TimeRule.ALPHA_DECIDE);
        }
        boolean[] hits = TimeRule.hits(first, TimeRule.ALPHA_SCREEN);
        for (int row = 0; row < rows; row++) {
            hits[row] = hits[row] && TimeRule.isConfirmed(TimeRule.againstHistory(
                    histories[row], run(shifts[row], 2 * setting.nrRounds()),
                    setting.margin()), rows);
        }
        return hits;
    }

    private boolean[] baseAlarms() {
        TimeRule.Case[] first = new TimeRule.Case[setting.nrRows() * NR_BUILDS];
        for (int i = 0; i < first.length; i++) {
            first[i] = TimeRule.againstBase(run(planted(i), setting.nrRounds()),
                    setting.margin());
        }
        if (setting.way() == Way.BASE_ALONE) {
            return TimeRule.hits(first, TimeRule.ALPHA_DECIDE);
        }
        boolean[] hits = TimeRule.hits(first, TimeRule.ALPHA_SCREEN);
        for (int i = 0; i < hits.length; i++) {
            hits[i] = hits[i] && TimeRule.isConfirmed(TimeRule.againstBase(
                    run(planted(i), 2 * setting.nrRounds()), setting.margin()), hits.length);
        }
        return hits;
    }

    private boolean isControlRejected() {
        double[] p = new double[setting.nrRows()];
        Arrays.setAll(p, row -> run(0, setting.nrRounds()).pValue());
        return Arrays.stream(Multiplicity.holm(p))
                .anyMatch(adjusted -> adjusted <= RunComparer.CONTROL_ALPHA);
    }

    private double planted(int row) {
        return row == 0 ? Math.log1p(setting.slowdown()) : 0;
    }

    private MeanEstimate run(double shift, int nrRounds) {
        double[] rounds = new double[nrRounds];
        Arrays.setAll(rounds, i -> shift + setting.sd() * noise());
        return MeanEstimate.paired(rounds);
    }

    private double noise() {
        double normal = random.nextGaussian();
        if (setting.noise() == Noise.NORMAL) {
            return normal;
        }
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            squares += Math.pow(random.nextGaussian(), 2);
        }
        // t with 3 degrees has variance 3.
        return normal / Math.sqrt(squares / 3) / Math.sqrt(3);
    }
}
