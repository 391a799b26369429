package dev.hmmbench.results.run;

/**
 * When a round is left out, declared before the run. A round is left out with all its arms, never
 * one value because of its own size.
 *
 * @param maxCpuPressure largest share of a fork's time with a task waiting for a CPU
 * @param maxStealShare largest share of CPU time taken by the hypervisor
 * @param maxRulerDeviation largest relative distance of a round's ruler from the ruler's median
 */
public record ExclusionRules(double maxCpuPressure, double maxStealShare,
        double maxRulerDeviation) {

    /** Limits that leave nothing out. */
    public static final ExclusionRules NONE = new ExclusionRules(1, 1, 1_000);

    /** Checks the ranges. */
    public ExclusionRules {
        Check.share("maxCpuPressure", maxCpuPressure);
        Check.share("maxStealShare", maxStealShare);
        Check.that(maxRulerDeviation > 0 && Double.isFinite(maxRulerDeviation),
                "maxRulerDeviation is " + maxRulerDeviation + ", must be above 0");
    }
}
