package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmmbench.count.Counter;
import dev.hmmbench.physmem.Backing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects the rows of several threads: beside creation and removal they must do the same work. */
class ConcurrentBenchmarkTest {

    @ParameterizedTest
    @CsvSource({"legacy, 0", "devprivate, 1", "devprivate+rcu, 1"})
    void lookup_oneSample_walksOnceForEachNumber(String model, int walks) {
        ConcurrentLookupBenchmark row = new ConcurrentLookupBenchmark();
        row.model = model;
        row.pagemaps = 3;
        row.setUp();
        row.counters().reset();
        row.work();
        assertThat(row.counters().get(Counter.NUMBERS_TO_PAGES))
                .isEqualTo(row.operationsPerSample());
        assertThat(row.counters().get(Counter.TREE_WALKS))
                .isEqualTo(walks * row.operationsPerSample());
        row.tearDown();
    }

    /** To the device 3 walks a page and a fault 7, as recorded. */
    @ParameterizedTest
    @CsvSource({"legacy, 0", "devprivate, 10", "devprivate+rcu, 10"})
    void fault_oneSample_walksAsRecorded(String model, int walks) {
        ConcurrentFaultBenchmark row = new ConcurrentFaultBenchmark();
        row.model = model;
        row.setUp();
        row.counters().reset();
        row.work();
        assertThat(row.counters().get(Counter.TREE_WALKS))
                .isEqualTo(walks * row.operationsPerSample());
        row.tearDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate+rcu"})
    void fault_besideCreationAndRemoval_losesNothing(String model) {
        ConcurrentFaultBenchmark row = new ConcurrentFaultBenchmark();
        row.model = model;
        row.churn = Churn.Kind.CREATE_REMOVE;
        row.setUp();
        row.startChurn();
        for (int i = 0; i < 20; i++) {
            row.work();
        }
        row.tearDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "devprivate+rcu"})
    void churn_closed_hasCreatedAndRemoved(String model) {
        try (OpenedModel opened =
                OpenedModel.open(model, Churn.STRUCT_PAGE_BYTES, Backing.POOLED)) {
            Churn churn = Churn.start(opened);
            churn.close();
            assertThat(churn.nrRemoved()).isPositive();
            assertThat(opened.memory().pagemaps().all()).isEmpty();
        }
    }

    @Test
    void churn_withoutRoom_failsAtTheEnd() {
        try (OpenedModel opened = OpenedModel.open("legacy", 0, Backing.POOLED)) {
            opened.model().close();
            while (opened.memory().ram().nrFree() > 0) {
                opened.memory().ram().allocPage();
            }
            Churn churn = Churn.start(opened);
            assertThatThrownBy(churn::close).isInstanceOf(AssertionError.class);
        }
    }
}
