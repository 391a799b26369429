package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.model.Phase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Protects the split of an operation by phases: its parts must be those that were entered. */
class PhaseTimerTest {

    private long nowNs;
    private final PhaseTimer timer = new PhaseTimer(() -> nowNs);

    @Test
    void flush_handsOverWhatWasEntered_andBeginsAgain() {
        ForkMetrics.take();
        enterAt(100, Phase.RESERVE);
        enterAt(130, Phase.PER_PAGE);
        enterAt(1130, Phase.RESERVE);
        stopAt(1135);
        timer.flush();
        assertThat(ForkMetrics.take())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("phase.reserve", 35.0, "phase.per-page", 1000.0));
        timer.flush();
        assertThat(ForkMetrics.take().values()).containsOnly(0.0);
    }

    @Test
    void stop_thenNothing_costsNoPhase() {
        enterAt(0, Phase.ZONE);
        stopAt(7);
        stopAt(9);
        assertThat(timer.sumNs(Phase.ZONE)).isEqualTo(7);
        assertThat(timer.isSeen(Phase.BACKING)).isFalse();
    }

    private void enterAt(long atNs, Phase phase) {
        nowNs = atNs;
        timer.enter(phase);
    }

    private void stopAt(long atNs) {
        nowNs = atNs;
        timer.stop();
    }
}
