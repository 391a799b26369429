package dev.hmmbench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.bench.Workload;
import dev.hmmbench.model.ModelInfo;
import dev.hmmbench.model.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Protects every row from rotting: each runs once with its small parameters on every model. */
class BenchmarkSmokeTest {

    private static List<String> models() {
        return Models.onClassPath().infos().stream().map(ModelInfo::name)
                .filter(name -> !name.startsWith("test")).toList();
    }

    @TestFactory
    List<DynamicTest> everyRow_onEveryModel_doesItsWork() {
        List<DynamicTest> tests = new ArrayList<>();
        for (RowKind kind : Rows.all()) {
            for (String model : kind.isCompared() ? models() : List.of("none")) {
                tests.add(DynamicTest.dynamicTest(kind.name() + " on " + model,
                        () -> runOnce(kind, model)));
            }
        }
        return tests;
    }

    private static void runOnce(RowKind kind, String model) {
        Workload workload = Workloads.create(kind, kind.smallParams(), model);
        assertThat(workload.operationsPerSample()).isPositive();
        assertThat(workload.memoryBytes()).isNotNegative();
        workload.setUp();
        workload.counters().reset();
        workload.work();
        if (kind.isCompared()) {
            assertThat(workload.counters().snapshot()).as("events counted").isNotEmpty();
        }
        workload.tearDown();
    }

    @Test
    void everyRowOfEverySuite_canBePlanned() {
        for (Suite suite : Suites.all()) {
            Set<String> ids = new HashSet<>();
            for (Suite.Choice choice : suite.choices()) {
                var row = choice.kind().row(choice.params(), choice.prominence(), List.of("a"));
                assertThat(ids.add(row.id())).as(suite.name() + " has " + row.id() + " once")
                        .isTrue();
            }
        }
    }

    @Test
    void everySuite_hasAControlAndASpinRuler() {
        for (Suite suite : Suites.all()) {
            assertThat(suite.choices()).as(suite.name())
                    .anyMatch(Suite.Choice::hasControl)
                    .anyMatch(choice -> choice.kind() == Rows.SPIN);
        }
    }

    @Test
    void everyRow_paramsOfItsSuites_areThoseOfTheBenchmark() {
        for (Suite suite : Suites.all()) {
            for (Suite.Choice choice : suite.choices()) {
                Map<String, String> params = choice.params();
                Set<String> declared = Workloads.paramNames(choice.kind().type());
                declared.remove(Workloads.MODEL);
                assertThat(params.keySet()).isEqualTo(declared);
            }
        }
    }

    /** Without JMH's list, written by its annotation processor, every run would be empty. */
    @Test
    void everyRow_isInJmhsList() throws IOException {
        try (InputStream in = BenchmarkSmokeTest.class
                .getResourceAsStream("/META-INF/BenchmarkList")) {
            assertThat(in).isNotNull();
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (RowKind kind : Rows.all()) {
                assertThat(list).contains(kind.type().getName());
            }
        }
    }
}
