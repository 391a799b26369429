package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Protects the rulers of the machine: they must do their work, and notice when they did not. */
class RulersTest {

    @ParameterizedTest
    @EnumSource
    void memoryRuler_small_writesItsMemory(MemoryRulerBenchmark.Call call) {
        MemoryRulerBenchmark ruler = new MemoryRulerBenchmark();
        ruler.call = call;
        ruler.sizeBytes = 8192;
        ruler.setUp();
        for (int i = 0; i < 101; i++) {
            ruler.work();
        }
        ruler.tearDown();
    }

    @Test
    void memoryRuler_neverRun_failsAtTheEnd() {
        MemoryRulerBenchmark ruler = new MemoryRulerBenchmark();
        ruler.sizeBytes = 8192;
        ruler.setUp();
        assertThatThrownBy(ruler::tearDown).isInstanceOf(AssertionError.class);
    }

    @Test
    void emptyRow_small_handsOneBatchOver() {
        EmptyBenchmark empty = new EmptyBenchmark();
        empty.numbers = 16;
        empty.setUp();
        assertThatThrownBy(empty::tearDown).isInstanceOf(AssertionError.class);
        empty.work();
        empty.tearDown();
    }
}
