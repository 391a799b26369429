package dev.hmmbench.suite;

import dev.hmmbench.bench.ScaleBenchmark;
import dev.hmmbench.bench.ShapeBenchmark;
import dev.hmmbench.device.DeviceShape;
import dev.hmmbench.physmem.Backing;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.suite.Suite.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows that reach one TiB of device memory, and those of the drivers' own divisions. */
final class ScaleRows {

    /** Creation and removal of many pagemaps; per pagemap. */
    static final RowKind SCALE = new RowKind("scale", ScaleBenchmark.class,
            "create, remove {pagemaps} pagemaps of {sizeBytes}, {backing}",
            RowGroup.CREATE, Unit.NS_PER_OP, Primary.P10, 0.05,
            scale(128L << 20, 2, Backing.POOLED));

    /** The same for a pagemap that the series refuses, in the legacy design alone. */
    static final RowKind WHOLE = new RowKind("scale.whole", ScaleBenchmark.class,
            "create, remove one pagemap of {sizeBytes}, {backing}", RowGroup.CREATE,
            Unit.NS_PER_OP, Primary.P10, 0.05, scale(128L << 20, 1, Backing.POOLED))
            .onlyIn("legacy");

    /** Creation and removal of what a driver registers for a device; per pagemap. */
    static final RowKind SHAPE = new RowKind("shape", ShapeBenchmark.class,
            "register {sizeBytes} as {shape} does", RowGroup.CREATE, Unit.NS_PER_OP,
            Primary.P10, 0.05, shape(DeviceShape.NOUVEAU, 512L << 20));

    private static final long PAGEMAP = 64L << 30;
    private static final long TIB = 1L << 40;
    private static final int TIB_PAGEMAPS = (int) (TIB / PAGEMAP);
    private static final long DEVICE = 4L << 30;

    private ScaleRows() {}

    /** Returns the benchmarks. */
    static List<RowKind> kinds() {
        return List.of(SCALE, WHOLE, SHAPE);
    }

    /**
     * Returns 64 GiB to 1 TiB, touched before and fresh, with and without huge pages of this
     * machine; a machine without the memory leaves the largest out. A TiB in pages of 4 KiB is
     * left out: four million page faults for each sample or fork.
     */
    static List<Choice> full() {
        List<Choice> rows = new ArrayList<>();
        for (Backing backing : Backing.values()) {
            for (int pagemaps : new int[] {1, 4}) {
                rows.add(Choice.detail(SCALE, scale(PAGEMAP, pagemaps, backing)));
            }
        }
        for (Backing backing : List.of(Backing.POOLED, Backing.FRESH)) {
            rows.add(Choice.detail(SCALE, scale(PAGEMAP, TIB_PAGEMAPS, backing)));
        }
        rows.add(Choice.detail(WHOLE, scale(TIB, 1, Backing.POOLED)));
        for (DeviceShape shape : DeviceShape.values()) {
            rows.add(Choice.detail(SHAPE, shape(shape, DEVICE)));
        }
        return rows;
    }

    private static Map<String, String> scale(long sizeBytes, int pagemaps, Backing backing) {
        return Map.of("sizeBytes", Long.toString(sizeBytes), "pagemaps",
                Integer.toString(pagemaps), "backing", backing.name());
    }

    private static Map<String, String> shape(DeviceShape shape, long sizeBytes) {
        return Map.of("shape", shape.name(), "sizeBytes", Long.toString(sizeBytes), "backing",
                Backing.POOLED.name());
    }
}
