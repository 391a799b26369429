package dev.hmmbench.bench;

import dev.hmmbench.model.Phase;
import dev.hmmbench.model.PhaseClock;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Splits the time of an operation by its phases: reads the clock once at every change, some twenty
 * nanoseconds each.
 *
 * <p>What a phase costs is the wall time between its beginning and that of the next one, or {@link
 * #stop}. Time before the first phase belongs to none.
 */
final class PhaseTimer implements PhaseClock {

    private static final Phase[] PHASES = Phase.values();
    private static final int NONE = -1;

    private final LongSupplier clock;
    private final long[] sumsNs = new long[PHASES.length];
    private final boolean[] isSeen = new boolean[PHASES.length];
    private int current = NONE;
    private long sinceNs;

    /** Creates a timer of wall time. */
    PhaseTimer() {
        this(System::nanoTime);
    }

    /** Creates a timer that reads this clock, in nanoseconds. */
    PhaseTimer(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void enter(Phase phase) {
        long nowNs = clock.getAsLong();
        close(nowNs);
        current = phase.ordinal();
        isSeen[current] = true;
        sinceNs = nowNs;
    }

    /** Ends the phase that runs, if any: the operation is over. */
    void stop() {
        close(clock.getAsLong());
        current = NONE;
    }

    /** Returns the time spent in a phase since the last {@link #flush}. */
    long sumNs(Phase phase) {
        return sumsNs[phase.ordinal()];
    }

    /** Tells whether a phase was entered since this was made. */
    boolean isSeen(Phase phase) {
        return isSeen[phase.ordinal()];
    }

    /** Hands the sums to the runner and begins again at zero. */
    void flush() {
        for (Phase phase : PHASES) {
            if (isSeen(phase)) {
                ForkMetrics.add(metricOf(phase), sumNs(phase));
                sumsNs[phase.ordinal()] = 0;
            }
        }
    }

    /** Returns the name of a phase's metric: {@code phase.per-page}. */
    static String metricOf(Phase phase) {
        return ForkMetrics.PHASE_PREFIX
                + phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void close(long nowNs) {
        if (current != NONE) {
            sumsNs[current] += nowNs - sinceNs;
        }
    }
}
