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
    void oneSample_holdsWhatWasEntered_andItsParts() {
        enterAt(100, Phase.RESERVE);
        enterAt(130, Phase.PER_PAGE);
        enterAt(1130, Phase.RESERVE);
        stopAt(1135);
        enterAt(2000, Phase.TEARDOWN_NUMBERS);
        stopAt(2007);
        timer.log().endSample();
        assertThat(timer.log().typical(50)).containsExactlyInAnyOrderEntriesOf(Map.of(
                "phase.reserve", 35.0, "phase.per-page", 1000.0, "phase.teardown-numbers", 7.0,
                "part.creation", 1035.0, "part.removal", 7.0));
    }

    @Test
    void stop_thenNothing_costsNoPhase() {
        enterAt(0, Phase.ZONE);
        stopAt(7);
        stopAt(9);
        timer.log().endSample();
        assertThat(timer.log().typical(50)).containsEntry("phase.zone", 7.0)
                .doesNotContainKey("phase.backing");
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
