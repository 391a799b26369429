package dev.hmmbench.results.stats;

/**
 * What a new run of the same machine class may show, judged by the log-ratios of accepted runs.
 * Unlike a comparison with one stored run it knows how much runs differ from each other.
 *
 * @param nrRuns accepted runs
 * @param mean their mean log-ratio
 * @param sd their standard deviation
 */
public record PredictionLimit(int nrRuns, double mean, double sd) {

    /** Fewest accepted runs that can judge a new one. */
    public static final int MIN_RUNS = 5;

    /** Returns the limit from at least two accepted runs. */
    public static PredictionLimit of(double[] history) {
        return new PredictionLimit(history.length, Numbers.mean(history), Numbers.sd(history));
    }

    /** Returns the largest log-ratio that a new run exceeds with probability {@code alpha}. */
    public double upper(double alpha) {
        return mean + Student.quantile(1 - alpha, nrRuns - 1) * spread();
    }

    /**
     * Returns the one-sided p-value of "the new run is like the accepted ones". It is the larger
     * of two: by the spread of the accepted runs, and by the spread of rounds inside the new one,
     * so that neither a lucky history nor a noisy run alone can alarm.
     */
    public double pWorse(MeanEstimate run) {
        double byHistory = Student.above(run.mean() - mean, spread(), nrRuns - 1);
        return Math.max(byHistory, pByRounds(run));
    }

    private double pByRounds(MeanEstimate run) {
        double own = run.standardError() * run.standardError();
        double past = sd * sd / nrRuns;
        double degrees = own + past == 0 ? run.degrees()
                : (own + past) * (own + past)
                        / (own * own / run.degrees() + past * past / (nrRuns - 1));
        return Student.above(run.mean() - mean, Math.sqrt(own + past), degrees);
    }

    private double spread() {
        return sd * Math.sqrt(1 + 1.0 / nrRuns);
    }
}
