package dev.hmmbench.results.synthetic;

import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RowSpec;
import java.util.TreeMap;

/**
 * The truth about one row of a made-up run.
 *
 * @param benchmark name; also the row's id
 * @param group what it measures
 * @param measure how the row is judged
 * @param referenceNs cost of one operation in the reference design, ns
 * @param logRatio true log-ratio of the design against the reference, in cost
 * @param roundSd standard deviation of the per-round log-ratio
 */
public record SyntheticRow(String benchmark, RowGroup group, Measure measure,
        double referenceNs, double logRatio, double roundSd) {

    /** How a row is judged. */
    public enum Measure {
        /** By the median time. */
        TIME,
        /** By operations per second. */
        THROUGHPUT
    }

    /** Returns a time row of the lookup group. */
    public static SyntheticRow time(String benchmark, double referenceNs, double ratio,
            double roundSd) {
        return new SyntheticRow(benchmark, RowGroup.LOOKUP, Measure.TIME, referenceNs,
                Math.log(ratio), roundSd);
    }

    /** Returns a throughput row of the concurrent group; {@code ratio} is of cost. */
    public static SyntheticRow throughput(String benchmark, double referenceNs, double ratio,
            double roundSd) {
        return new SyntheticRow(benchmark, RowGroup.CONCURRENT, Measure.THROUGHPUT, referenceNs,
                Math.log(ratio), roundSd);
    }

    /** Returns this row in another group. */
    public SyntheticRow in(RowGroup other) {
        return new SyntheticRow(benchmark, other, measure, referenceNs, logRatio, roundSd);
    }

    /** Returns the row's id. */
    public String id() {
        return RowSpec.idOf(benchmark, new TreeMap<>());
    }
}
