package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.RowSpec;
import java.util.Optional;

/**
 * A hot loop in Java against the same loop in C, side by side in the same forks.
 *
 * @param row its row; the margin is how much longer than C Java may take
 * @param nrForks forks it rests on
 * @param javaNsPerOp geometric mean over forks of Java's CPU time per operation
 * @param cNsPerOp the same of C; empty where the machine has no C compiler
 * @param estimate the ratio of Java to C; empty for fewer than two forks with both
 */
public record SpeedComparison(RowSpec row, int nrForks, double javaNsPerOp,
        Optional<Double> cNsPerOp, Optional<Estimate> estimate) {

    /** Metric: CPU time of the loop in Java, ns per sample. */
    public static final String JAVA = "speed.java";
    /** Metric: CPU time of the loop in C, ns per sample. */
    public static final String C = "speed.c";
    /** Metric: Java's time over C's, the median of a fork's pairs. */
    public static final String RATIO = "speed.ratio";

    /** How a ratio stands to its margin. */
    public enum Standing {
        /** The whole interval lies within it. */
        WITHIN("within"),
        /** The whole interval lies beyond it. */
        BEYOND("beyond"),
        /** The margin lies inside the interval. */
        OPEN("open");

        private final String label;

        Standing(String label) {
            this.label = label;
        }

        /** Returns the word in reports. */
        public String label() {
            return label;
        }
    }

    /** Returns how the ratio stands to the margin; open without a ratio. */
    public Standing standing() {
        double limit = 1 + row.margin();
        if (estimate.isEmpty()) {
            return Standing.OPEN;
        }
        return estimate.get().interval().high() <= limit ? Standing.WITHIN
                : estimate.get().interval().low() > limit ? Standing.BEYOND : Standing.OPEN;
    }
}
