package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.run.RowGroup;
import org.junit.jupiter.api.Test;

/** Protects the times of a fork: rows that run through much code warm up for longer. */
class ForkTimingTest {

    private final ForkTiming timing = new ForkTiming(3, 9, 100, 5, 60);

    @Test
    void warmupIterations_oneLoopOrMuchCode_areTheirs() {
        assertThat(timing.warmupIterations(RowGroup.LOOKUP)).isEqualTo(3);
        assertThat(timing.warmupIterations(RowGroup.RULER)).isEqualTo(3);
        assertThat(timing.warmupIterations(RowGroup.FAULT)).isEqualTo(9);
        assertThat(timing.warmupIterations(RowGroup.CREATE)).isEqualTo(9);
    }

    @Test
    void forkMs_differs_byWhatWarmsUpLonger() {
        assertThat(timing.forkMs(RowGroup.FAULT) - timing.forkMs(RowGroup.LOOKUP)).isEqualTo(600);
    }

    /** A row of whole operations that warms up less than a second measures the compiler. */
    @Test
    void suites_butSmoke_warmUpForMostOfASecond() {
        Suites.all().stream().filter(suite -> !suite.name().equals("smoke")).forEach(suite ->
                assertThat(suite.timing().warmupIterations(RowGroup.FAULT)
                        * suite.timing().warmupMs()).as(suite.name())
                        .isGreaterThanOrEqualTo(900));
    }
}
