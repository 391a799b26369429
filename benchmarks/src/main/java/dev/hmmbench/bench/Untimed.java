package dev.hmmbench.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Work between two samples that makes the next one possible: JMH leaves it out of the samples, and
 * this leaves it out of the CPU time and the allocation of the fork as well. Costs a microsecond.
 */
final class Untimed {

    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Untimed() {}

    /** Does the work. */
    static void run(Runnable work) {
        long startNs = THREADS.getCurrentThreadCpuTime();
        long startBytes = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        ForkMetrics.addUntimed(THREADS.getCurrentThreadCpuTime() - startNs,
                THREADS.getCurrentThreadAllocatedBytes() - startBytes);
    }
}
