package dev.hmmbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.conformance.ScenarioResult.Status;
import dev.hmmbench.conformance.World.Bases;
import dev.hmmbench.model.MemoryModel;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.ModelProvider;
import dev.hmmbench.model.Models;
import dev.hmmbench.model.Placement;
import dev.hmmbench.physmem.PhysicalMemory;
import dev.hmmbench.platform.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Protects the proof that the designs do the same: random programs show no difference between the
 * right ones, and a difference for every planted fault.
 */
class FuzzerTest {

    private static final long SEED = 1;
    private static final int STEPS = 4_000;
    /** Seven programs of single pages and one of 2 MiB. */
    private static final int STEPS_OF_BOTH_ARENAS = 28_200;
    /** Enough for faults that need a rare meeting of two steps. */
    private static final int FAULT_STEPS = 16_000;
    /** Scenarios that a fault can fail but not hang, of all parts of the mm. */
    private static final List<String> QUICK = List.of("anon_write", "migrate", "migrate_fault",
            "snapshot", "same_number", "same_number_parent", "same_number_child",
            "fork_during_migration");
    private static final List<String> DESIGNS = List.of("legacy", "devprivate");

    @Test
    void run_rightDesigns_findsNoDivergence() {
        Optional<Divergence> divergence =
                new Fuzzer(Models.onClassPath(), DESIGNS).run(SEED, STEPS_OF_BOTH_ARENAS,
                        done -> {});

        assertThat(divergence.map(Divergence::asTest)).isEmpty();
    }

    /** Ten million steps in all. */
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105})
    @Tag("long")
    void run_rightDesignsForLong_findsNoDivergence(long seed) {
        Optional<Divergence> divergence =
                new Fuzzer(Models.onClassPath(), DESIGNS).run(seed, 2_000_000, done -> {});

        assertThat(divergence.map(Divergence::asTest)).isEmpty();
    }

    /** The devices' numbers lie around the PFNs that processes get, in a space of their own. */
    @Test
    void run_mostPrograms_haveDeviceNumbersWithTheValueOfMappedPfns() {
        Fuzzer fuzzer = new Fuzzer(Models.onClassPath(), DESIGNS);

        fuzzer.run(SEED, STEPS_OF_BOTH_ARENAS, done -> {});

        assertThat(fuzzer.nrWithCollisions()).isGreaterThan(fuzzer.nrPrograms() / 2);
    }

    @ParameterizedTest
    @EnumSource
    void plant_fault_isCaught(PlantedFault fault) {
        List<String> catchers = new ArrayList<>();
        Fuzzer fuzzer = new Fuzzer(planted(), List.of("planted-nothing", fault.modelName()));
        fuzzer.withShrinkRuns(0).run(SEED, FAULT_STEPS, done -> {}).ifPresent(divergence ->
                catchers.add("fuzzer, step " + divergence.step() + ": " + divergence.what()));
        firstFailure(fault).ifPresent(result ->
                catchers.add("scenario " + result.scenario() + ": " + result.reason()));

        System.out.println(fault + "\n    " + String.join("\n    ", catchers));
        assertThat(catchers).isNotEmpty();
    }

    @Test
    void plant_nothing_isNotCaught() {
        Conformance conformance = new Conformance(planted());
        assertThat(Scenarios.all().stream()
                .map(scenario -> conformance.run(scenario, "planted-nothing", Bases.FIRST))
                .filter(result -> result.status() == Status.FAIL))
                .isEmpty();
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
    }

    @Test
    void asTest_ofADivergence_compilesAsPrinted(@TempDir Path directory) throws IOException {
        Divergence divergence = new Divergence(7, 11, "a */ and\nC:\\u0041 after \"step\"",
                List.of("mmap 0 0 12 0", "store 0 3 1 7"), DESIGNS);
        Path source = directory.resolve("Seed7Step11Test.java");
        Files.writeString(source, divergence.asTest());

        StringWriter complaints = new StringWriter();
        int status = ToolProvider.findFirst("javac").orElseThrow().run(
                new PrintWriter(complaints), new PrintWriter(complaints),
                "-proc:none", "-cp", System.getProperty("java.class.path"),
                "-d", directory.toString(), source.toString());

        assertThat(complaints.toString()).isEmpty();
        assertThat(status).isZero();
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

    private static Optional<ScenarioResult> firstFailure(PlantedFault fault) {
        Conformance conformance = new Conformance(planted());
        return Scenarios.all().stream()
                .filter(scenario -> QUICK.contains(scenario.name()))
                .map(scenario -> conformance.run(scenario, fault.modelName(), Bases.FIRST))
                .filter(result -> result.status() == Status.FAIL)
                .findFirst();
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
            return Models.onClassPath().placement("devprivate", machine);
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
