package dev.hmmbench.bench;

import dev.hmmbench.device.FolioSize;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to migrate folios of 2 MiB to a device and back? As {@link MigrateBenchmark},
 * but the buffer is mapped with MADV_HUGEPAGE and each batch is one folio; figures are per 4 KiB.
 *
 * <p>{@code ./hmmbench run --suite full --rows migrate2m}.
 */
@State(Scope.Benchmark)
public class HugeMigrateBenchmark extends MigrateBenchmark {

    @Override
    FolioSize folioSize() {
        return FolioSize.HUGE;
    }
}
