package dev.hmmbench.bench;

import java.util.function.LongSupplier;

/**
 * Tells whether somebody else computes on this processor's core right now: the other hardware
 * thread, which on a virtual machine belongs to a neighbour. A sibling at work slows a loop with
 * many independent instructions down by a sixth to a half and leaves a chain of dependent ones as
 * it is, so that neither steal time nor a ruler of the clock shows it.
 *
 * <p>The core counts as shared while a probe takes longer than {@link #LIMIT} times the fastest one
 * of this virtual machine. Not thread-safe.
 */
public final class SharedCore {

    /** Slowdown of the probe that only a sibling causes; the clock alone varies by a tenth. */
    static final double LIMIT = 1.15;
    /** Probes in a row that must be fast, some 30 us: a sibling at work pauses for less. */
    static final int IN_A_ROW = 8;

    private static final int FIRST_PROBES = 1000;

    private final LongSupplier probe;
    private final LongSupplier clock;
    private long fastestNs = Long.MAX_VALUE;
    private long nrProbes;
    private long nrSlow;

    /** Uses a loop of six chains of integer instructions, in registers. */
    public SharedCore() {
        this(new CoreProbe()::run, System::nanoTime);
    }

    /**
     * Uses another probe.
     *
     * @param probe takes a while and returns how long, ns
     * @param clock the time, ns
     */
    SharedCore(LongSupplier probe, LongSupplier clock) {
        this.probe = probe;
        this.clock = clock;
    }

    /** Probes until the loop is compiled: some 20 ms. */
    public void settle() {
        for (int i = 0; i < FIRST_PROBES; i++) {
            isFast();
        }
        forget();
    }

    /**
     * Waits until the core has not been shared for {@link #IN_A_ROW} probes.
     *
     * @param patienceNs how long at most
     */
    void await(long patienceNs) {
        long startNs = clock.getAsLong();
        int inRow = 0;
        while (inRow < IN_A_ROW) {
            inRow = isFast() ? inRow + 1 : 0;
            if (clock.getAsLong() - startNs >= patienceNs) {
                return;
            }
        }
    }

    /** Looks for so long, ns, whatever is seen; {@link #share} tells. */
    public void watch(long durationNs) {
        long startNs = clock.getAsLong();
        while (clock.getAsLong() - startNs < durationNs) {
            isFast();
        }
    }

    /** Forgets how often the core was shared, and not how fast it can be. */
    void forget() {
        nrProbes = 0;
        nrSlow = 0;
    }

    /** Returns the share of the probes that found the core shared; 0 without any. */
    public double share() {
        return nrProbes == 0 ? 0 : (double) nrSlow / nrProbes;
    }

    private boolean isFast() {
        long elapsedNs = probe.getAsLong();
        fastestNs = Math.min(fastestNs, elapsedNs);
        boolean isFast = elapsedNs <= fastestNs * LIMIT;
        nrProbes++;
        if (!isFast) {
            nrSlow++;
        }
        return isFast;
    }
}
