package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.Metric;
import java.util.List;
import java.util.SortedMap;

/**
 * What one arm showed in one row, over the rounds that count.
 *
 * @param arm name of the arm
 * @param nrForks forks it rests on
 * @param value geometric mean of the forks' primary statistic, in the row's unit
 * @param relativeSd standard deviation of the forks' log values; 0.02 is 2 percent; 0 for one fork
 * @param processCpuNsPerOp median over forks of the process's CPU time per operation, with GC and
 *     JIT
 * @param threadCpuNsPerOp median over forks of the measuring threads' CPU time per operation
 * @param meanNsPerOp median over forks of the mean sample; for information, never judged
 * @param curve percentile and ns per operation (median over forks), ascending in percentile
 * @param metrics medians over forks of the named values; those of a sample, phases and parts, are
 *     divided to ns per operation
 * @param trend relative change inside a fork from first to last iteration, median over forks
 * @param betweenForks share of the variance that lies between forks (ICC), 0 to 1
 */
public record ArmValue(String arm, int nrForks, double value, double relativeSd,
        double processCpuNsPerOp, double threadCpuNsPerOp, double meanNsPerOp,
        List<Point> curve, SortedMap<String, Metric> metrics, double trend,
        double betweenForks) {

    /**
     * One point of a percentile curve.
     *
     * @param percentile 0 to 100
     * @param nsPerOp value there
     */
    public record Point(double percentile, double nsPerOp) {}

    /** Makes the list unmodifiable. */
    public ArmValue {
        curve = List.copyOf(curve);
    }
}
