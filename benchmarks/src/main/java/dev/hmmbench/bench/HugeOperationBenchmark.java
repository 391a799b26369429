package dev.hmmbench.bench;

import dev.hmmbench.device.FolioSize;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does a whole operation of the mm cost on folios of 2 MiB? As {@link OperationBenchmark}, but
 * the buffer is mapped with MADV_HUGEPAGE and the device hands out 2 MiB at once; figures are per
 * folio. A batch holds whole folios.
 *
 * <p>{@code ./hmmbench run --suite full --rows device2m}.
 */
@State(Scope.Benchmark)
public class HugeOperationBenchmark extends OperationBenchmark {

    @Override
    FolioSize folioSize() {
        return FolioSize.HUGE;
    }
}
