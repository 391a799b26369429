package dev.hmmbench.suite;

/** Watches the whole machine while a fork runs. */
final class HostWatch {

    private final long startNs = System.nanoTime();
    private final long pressureUs = Proc.cpuPressureUs();
    private final Proc.Processors processors = Proc.processors();

    /**
     * What was seen.
     *
     * @param cpuPressure share of the time with some task waiting for a processor, 0 to 1
     * @param stealShare share of the processors' time taken by the hypervisor, 0 to 1
     */
    record Seen(double cpuPressure, double stealShare) {}

    /** Returns what was seen since this was made. */
    Seen seen() {
        double elapsedUs = Math.max(1, (System.nanoTime() - startNs) / 1e3);
        Proc.Processors now = Proc.processors();
        double ticks = Math.max(1, now.total() - processors.total());
        return new Seen(share((Proc.cpuPressureUs() - pressureUs) / elapsedUs),
                share((now.stolen() - processors.stolen()) / ticks));
    }

    private static double share(double value) {
        return Math.clamp(value, 0, 1);
    }
}
