package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Protects the moment at which a sample begins: after a quiet while, or after its patience. */
class SharedCoreTest {

    private static final long FAST_NS = 4_000;
    private static final long SLOW_NS = 6_000;
    private static final long PATIENCE_NS = 1_000_000;

    private long nowNs;
    private long nrProbes;

    @Test
    void await_quietCore_takesAsManyProbesAsMustBeFast() {
        SharedCore core = coreWith(probe -> FAST_NS);
        core.await(PATIENCE_NS);
        assertThat(nrProbes).isEqualTo(SharedCore.IN_A_ROW);
        assertThat(core.share()).isZero();
    }

    @Test
    void await_clockSomewhatSlower_isQuiet() {
        SharedCore core = coreWith(probe -> probe == 0 ? FAST_NS : FAST_NS * 11 / 10);
        core.await(PATIENCE_NS);
        assertThat(nrProbes).isEqualTo(SharedCore.IN_A_ROW);
    }

    @Test
    void await_siblingPausesShortly_countsFromTheLastSlowProbe() {
        SharedCore core = coreWith(probe -> probe == 5 || probe == 9 ? SLOW_NS : FAST_NS);
        core.await(PATIENCE_NS);
        assertThat(nrProbes).isEqualTo(10 + SharedCore.IN_A_ROW);
        assertThat(core.share()).isEqualTo(2.0 / nrProbes, within(1e-12));
    }

    @Test
    void await_coreSharedForGood_givesUpAfterItsPatience() {
        SharedCore core = coreWith(probe -> probe == 0 ? FAST_NS : SLOW_NS);
        core.await(PATIENCE_NS);
        assertThat(nowNs).isBetween(PATIENCE_NS, PATIENCE_NS + SLOW_NS);
        assertThat(core.share()).isGreaterThan(0.99);
    }

    @Test
    void forget_keepsHowFastTheCoreCanBe() {
        SharedCore core = coreWith(probe -> probe < 1000 ? FAST_NS : SLOW_NS);
        core.settle();
        assertThat(core.share()).isZero();
        core.await(0);
        assertThat(core.share()).isEqualTo(1);
    }

    @Test
    void probe_ofThisMachine_takesTime() {
        assertThat(new CoreProbe().run()).isPositive();
    }

    private SharedCore coreWith(LongUnaryOperator durationNs) {
        return new SharedCore(() -> {
            long elapsedNs = durationNs.applyAsLong(nrProbes++);
            nowNs += elapsedNs;
            return elapsedNs;
        }, () -> nowNs);
    }
}
