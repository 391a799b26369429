package dev.hmmbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.ModelProvider;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Protects the proof that the designs do the same: random programs show no difference between the
 * right ones, and a difference for every planted fault.
 */
class FuzzerTest {

    private static final long SEED = 1;
    private static final int STEPS = 4_000;
    private static final List<String> DESIGNS = List.of("legacy", "devprivate");

    @Test
    void run_rightDesigns_findsNoDivergence() {
        Optional<Divergence> divergence =
                new Fuzzer(Models.onClassPath(), DESIGNS).run(SEED, STEPS, done -> {});

        assertThat(divergence.map(Divergence::asTest)).isEmpty();
    }

    @Test
    @Tag("long")
    void run_rightDesignsForLong_findsNoDivergence() {
        Optional<Divergence> divergence =
                new Fuzzer(Models.onClassPath(), DESIGNS).run(SEED, 1_000_000, done -> {});

        assertThat(divergence.map(Divergence::asTest)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void run_plantedFault_findsIt(PlantedFault fault) {
        Fuzzer fuzzer = new Fuzzer(planted(), List.of("planted-nothing", fault.modelName()));

        Optional<Divergence> divergence = fuzzer.withShrinkRuns(0).run(SEED, STEPS, done -> {});

        assertThat(divergence).isPresent();
    }

    @Test
    void run_plantedFault_shrinksToAProgramThatRepeatsIt() {
        Fuzzer fuzzer = new Fuzzer(planted(), List.of(
                "planted-nothing", PlantedFault.DEVICE_ENTRY_ALWAYS_READABLE.modelName()));

        Divergence divergence = fuzzer.withShrinkRuns(40).run(SEED, STEPS, done -> {})
                .orElseThrow();

        assertThat(divergence.program()).hasSizeLessThan(10);
        assertThatThrownBy(() -> fuzzer.replay(String.join("\n", divergence.program())))
                .isInstanceOf(ScenarioFailedException.class);
        assertThat(divergence.asTest()).contains("@Test", divergence.program().getFirst());
    }

    @Test
    void replay_rightDesigns_passes() {
        new Fuzzer(Models.onClassPath(), DESIGNS).replay("""
                mmap 0 0 12 0
                store 0 3 1 7
                fork 0 0 1 0
                to_device 0 0 12 0
                mremap 0 2 8 25
                load 1 3 1 0
                """);
    }

    private static Models planted() {
        return Models.of(List.of(new PlantedProvider()));
    }

    /** Names the new design once as it is and once with each fault. */
    private static final class PlantedProvider implements ModelProvider {

        @Override
        public List<ModelInfo> models() {
            return Stream.concat(Stream.of("planted-nothing"),
                            Arrays.stream(PlantedFault.values()).map(PlantedFault::modelName))
                    .map(name -> new ModelInfo(name, "for tests"))
                    .toList();
        }

        @Override
        public Placement placement(String name, Machine machine) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public MemoryModel open(String name, PhysicalMemory memory) {
            MemoryModel right = Models.onClassPath().open("devprivate", memory);
            return Arrays.stream(PlantedFault.values())
                    .filter(fault -> fault.modelName().equals(name))
                    .findFirst()
                    .map(fault -> fault.plant(right))
                    .orElse(right);
        }
    }
}
