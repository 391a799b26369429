package dev.hmmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Protects work on all processors: what is printed stands in the order of the parts. */
class SideBySideTest {

    @Test
    void run_manyParts_handsResultsOnInOrder() {
        List<Callable<Integer>> parts = IntStream.range(0, 500)
                .<Callable<Integer>>mapToObj(i -> () -> i).toList();
        List<Integer> results = new ArrayList<>();
        SideBySide.run(parts, results::add);
        assertThat(results).isEqualTo(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void run_partThatFails_keepsWhatCameBeforeAndThrowsTheCause() {
        List<Integer> results = new ArrayList<>();
        AssertionError broken = new AssertionError("broken");
        List<Callable<Integer>> parts = List.of(() -> 1, () -> {
            throw broken;
        }, () -> 3);
        assertThatThrownBy(() -> SideBySide.run(parts, results::add)).hasCause(broken);
        assertThat(results).containsExactly(1);
    }
}
