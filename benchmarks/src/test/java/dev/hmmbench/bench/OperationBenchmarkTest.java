package dev.hmmbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.count.Counter;
import dev.hmmbench.mm.Vma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Protects the rows of whole operations: each does its work in both designs, again and again, and
 * walks the tree as often as the recorded kernel did.
 */
class OperationBenchmarkTest {

    private static final int PAGES = 16;
    private static final int FOLIOS = 2;
    private static final long HUGE_BYTES = 2L << 20;

    // Walks per page of the recorded kernel, Linux 6.19.6 with the series, a driver without data.
    @ParameterizedTest
    @CsvSource({"TO_DEVICE,3", "TO_SYSTEM,6", "FAULT,7", "EVICT,7", "EVICT_FREE,2", "SNAPSHOT,1",
        "RESULTS_TO_PAGES,1", "FORK,1", "EXIT,1", "MUNMAP,1", "DONTNEED,1", "MPROTECT_READ,0",
        "MPROTECT_WRITE,0", "MREMAP,0", "FORK_MIGRATING,2", "MPROTECT_MIGRATING,2", "PAGEMAP,1",
        "SMAPS,1"})
    void onTheDevice_eachOperation_walksAsRecorded(Operation operation, int walksPerPage) {
        assertThat(walks("devprivate", operation, 100)).isEqualTo((long) walksPerPage * PAGES);
        assertThat(walks("legacy", operation, 100)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST_TOUCH", "FORK", "EXIT", "COW_BREAK", "MPROTECT_READ",
        "MPROTECT_WRITE", "MUNMAP", "DONTNEED", "MREMAP", "SNAPSHOT", "FORK_MIGRATING",
        "MPROTECT_MIGRATING", "PAGEMAP", "SMAPS"})
    void onRam_noOperation_walks(Operation operation) {
        assertThat(walks("devprivate", operation, 0)).isZero();
        assertThat(walks("legacy", operation, 0)).isZero();
    }

    @Test
    void halfOnTheDevice_walksForThatHalf() {
        assertThat(walks("devprivate", Operation.FORK, 50)).isEqualTo(PAGES / 2);
        assertThat(walks("devprivate", Operation.PAGEMAP, 50)).isEqualTo(PAGES / 2);
        assertThat(walks("devprivate", Operation.MUNMAP, 50)).isEqualTo(PAGES / 2);
    }

    /** The other device's range fault brings each page back: a CPU fault and a look at it. */
    @Test
    void remoteRangeFault_bringsEveryPageBack() {
        OperationBenchmark row = row("legacy", Operation.REMOTE_RANGE_FAULT, 100, 0);
        row.work();
        assertThat(row.counters().get(Counter.TREE_WALKS)).isZero();
        row.tearDown();
    }

    /** Each further mapping is found by the reverse map and costs no walk of the tree. */
    @Test
    void toDevice_pagesOfSeveralProcesses_visitsEveryMapping() {
        OperationBenchmark alone = row("devprivate", Operation.TO_DEVICE, 100, 0);
        alone.counters().reset();
        alone.work();
        long walks = alone.counters().get(Counter.TREE_WALKS);
        long visited = alone.counters().get(Counter.RMAP_ENTRIES_VISITED);
        alone.tearDown();
        OperationBenchmark shared = row("devprivate", Operation.TO_DEVICE, 100, 3);
        shared.counters().reset();
        shared.work();
        assertThat(shared.counters().get(Counter.TREE_WALKS)).isEqualTo(walks);
        assertThat(shared.counters().get(Counter.RMAP_ENTRIES_VISITED))
                .isGreaterThan(3 * visited);
        shared.tearDown();
    }

    // Walks per folio of the recorded kernel, as above.
    @ParameterizedTest
    @CsvSource({"TO_DEVICE,3", "TO_SYSTEM,6", "FAULT,7", "EVICT,7", "SNAPSHOT,1",
        "RESULTS_TO_PAGES,512", "FORK,1", "EXIT,1", "MUNMAP,1", "DONTNEED,1", "MPROTECT_READ,1"})
    void onHugeFolios_eachOperation_walksAsRecorded(Operation operation, int walksPerFolio) {
        assertThat(hugeWalks("devprivate", operation)).isEqualTo((long) walksPerFolio * FOLIOS);
        assertThat(hugeWalks("legacy", operation)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"legacy", "devprivate"})
    void splitPmd_againAndAgain_splitsEveryFolioOnTheDevice(String model) {
        HugeOperationBenchmark row = hugeRow(model, Operation.SPLIT_PMD);
        row.work();
        row.prepareSample();
        assertThat(row.operate()).isEqualTo(FOLIOS * HUGE_BYTES / Vma.PAGE_BYTES);
        row.tearDown();
    }

    private static long hugeWalks(String model, Operation operation) {
        HugeOperationBenchmark row = hugeRow(model, operation);
        row.work();
        row.prepareSample();
        row.counters().reset();
        row.work();
        long walks = row.counters().get(Counter.TREE_WALKS);
        row.tearDown();
        return walks;
    }

    private static HugeOperationBenchmark hugeRow(String model, Operation operation) {
        HugeOperationBenchmark row = new HugeOperationBenchmark();
        row.model = model;
        row.operation = operation;
        row.sizeBytes = FOLIOS * HUGE_BYTES;
        row.setUp();
        return row;
    }

    private static long walks(String model, Operation operation, int devicePercent) {
        OperationBenchmark row = row(model, operation, devicePercent, 0);
        row.work();
        row.work();
        row.prepareSample();
        row.counters().reset();
        row.work();
        long walks = row.counters().get(Counter.TREE_WALKS);
        row.tearDown();
        return walks;
    }

    private static OperationBenchmark row(String model, Operation operation, int devicePercent,
            int children) {
        OperationBenchmark row = new OperationBenchmark();
        row.model = model;
        row.operation = operation;
        row.sizeBytes = PAGES * Vma.PAGE_BYTES;
        row.devicePercent = devicePercent;
        row.others = 1;
        row.children = children;
        row.setUp();
        return row;
    }
}
