package dev.hmmbench.bench;

import dev.hmmbench.model.Phase;
import dev.hmmbench.model.PhaseClock;
import java.util.Arrays;
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
    private final PhaseLog log = new PhaseLog(Arrays.stream(PHASES)
            .map(phase -> new PhaseLog.Column(phase.label(), phase.operation().label())).toList());
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
        sinceNs = nowNs;
    }

    /** Ends the phase that runs, if any: the operation is over. */
    void stop() {
        close(clock.getAsLong());
        current = NONE;
    }

    /** Returns what was measured. */
    PhaseLog log() {
        return log;
    }

    private void close(long nowNs) {
        if (current != NONE) {
            log.add(current, nowNs - sinceNs);
        }
    }
}
