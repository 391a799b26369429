package dev.hmmbench.suite;

import dev.hmmbench.bench.ScaleBenchmark;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rows that reach one TiB of device memory, in pagemaps of 64 GiB. */
final class ScaleRows {

    /** Creation and removal of many pagemaps; per pagemap. */
    static final RowKind SCALE = new RowKind("scale", ScaleBenchmark.class,
            "create and remove {pagemaps} pagemaps of {sizeBytes} each", RowGroup.CREATE,
            Unit.NS_PER_OP, Primary.P10, 0.05,
            Map.of("sizeBytes", "134217728", "pagemaps", "2"));

    private static final String SIZE = String.valueOf(64L << 30);

    private ScaleRows() {}

    /** Returns 64 GiB to 1 TiB; a machine without the memory leaves the largest out. */
    static List<Suite.Choice> full() {
        return IntStream.of(1, 4, 16).mapToObj(pagemaps -> Suite.Choice.detail(SCALE,
                Map.of("sizeBytes", SIZE, "pagemaps", String.valueOf(pagemaps)))).toList();
    }
}
