package dev.hmmbench.results.run;

/**
 * What disturbed a fork, over its whole life.
 *
 * @param minorFaults page faults without I/O
 * @param majorFaults page faults with I/O
 * @param voluntarySwitches context switches by waiting
 * @param involuntarySwitches context switches by the scheduler
 * @param cpuPressure share of the fork's time with some task waiting for a CPU, 0 to 1
 * @param stealShare share of CPU time taken by the hypervisor, 0 to 1
 * @param gcCount garbage collections
 * @param gcTimeMs time in them
 */
public record Disturbance(long minorFaults, long majorFaults, long voluntarySwitches,
        long involuntarySwitches, double cpuPressure, double stealShare, long gcCount,
        long gcTimeMs) {

    /** A fork that nothing disturbed. */
    public static final Disturbance NONE = new Disturbance(0, 0, 0, 0, 0, 0, 0, 0);

    /** Checks the ranges. */
    public Disturbance {
        Check.notNegative("minorFaults", minorFaults);
        Check.notNegative("majorFaults", majorFaults);
        Check.notNegative("voluntarySwitches", voluntarySwitches);
        Check.notNegative("involuntarySwitches", involuntarySwitches);
        Check.share("cpuPressure", cpuPressure);
        Check.share("stealShare", stealShare);
        Check.notNegative("gcCount", gcCount);
        Check.notNegative("gcTimeMs", gcTimeMs);
    }
}
