package dev.hmmbench.work;

import dev.hmmbench.bench.OpenedModel;
import dev.hmmbench.results.kernel.Prediction.Kernel;
import dev.hmmbench.results.kernel.WorkCount;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was recorded and that the models can repeat. Needs counting switched on, {@code
 * -Dhmmbench.counters=true}, and for all of it about 3 GiB of memory.
 */
public final class RecordedWork {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final int[] OTHERS = {0, 7, 63, 511};
    private static final int[] OPERATION_OTHERS = {0, 63, 511};
    private static final long[] SIZES = {2 * MIB, 32 * MIB, 128 * MIB, 128 * MIB + 4096, GIB,
        4 * GIB, 16 * GIB, 64 * GIB};
    private static final int[] PAGEMAPS = {1, 8, 15, 16, 64, 512, 4096};

    private RecordedWork() {}

    /** Counts in a virtual machine of its own and prints the lines of the file, sorted. */
    public static void main(String[] args) {
        all().stream().sorted(WorkCount.ORDER).map(WorkCount::line).forEach(System.out::println);
    }

    /** Counts everything. */
    static List<WorkCount> all() {
        List<WorkCount> found = new ArrayList<>(SearchWork.all());
        for (Kernel kernel : Kernel.values()) {
            found.addAll(CreationWork.of(kernel.design(), SIZES, OTHERS));
        }
        for (Kernel kernel : List.of(Kernel.BASE, Kernel.SERIES)) {
            found.addAll(LookupWork.of(kernel.design(), PAGEMAPS));
            for (int others : OPERATION_OTHERS) {
                found.addAll(OperationWork.of(
                        kernel.design(), others, OpenedModel.SECTION_BYTES));
            }
        }
        return found;
    }
}
