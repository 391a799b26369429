package dev.hmmbench.results.run;

/**
 * CPU time of a fork's measured part.
 *
 * @param operations operations done in that time
 * @param threadNs CPU time of the measuring threads
 * @param userNs user time of the process
 * @param systemNs system time of the process
 */
public record CpuTime(long operations, long threadNs, long userNs, long systemNs) {

    /** Checks the ranges. */
    public CpuTime {
        Check.atLeast("operations", operations, 1);
        Check.notNegative("threadNs", threadNs);
        Check.notNegative("userNs", userNs);
        Check.notNegative("systemNs", systemNs);
    }

    /** Returns nanoseconds of process CPU time per operation. */
    public double processNsPerOp() {
        return (double) (userNs + systemNs) / operations;
    }

    /** Returns nanoseconds of the measuring threads' CPU time per operation. */
    public double threadNsPerOp() {
        return (double) threadNs / operations;
    }
}
