package dev.hmmbench.results.kernel;

import java.util.List;
import java.util.Optional;

/**
 * The recorded operations, done by the models and counted: {@code counted.csv}, written by {@code
 * ./hmmbench instructions --recount}.
 */
public final class CountedWork {

    /** How a file begins. */
    public static final String PREAMBLE = "# The recorded operations, done by the models with "
            + "counters on; exact. Made by: ./hmmbench instructions --recount FILE\n"
            + WorkCount.HEADER + "\n";

    private static final String FILE = "counted.csv";

    private final List<WorkCount> work;

    /** Creates the collection of this work. */
    public CountedWork(List<WorkCount> work) {
        this.work = work.stream().sorted(WorkCount.ORDER).toList();
    }

    /** Returns the work that was counted for this build. */
    public static CountedWork bundled() {
        return new CountedWork(
                KernelFigures.lines(FILE).stream().map(WorkCount::parse).toList());
    }

    /** Returns all of it, in the order of the file. */
    public List<WorkCount> all() {
        return work;
    }

    /** Returns the work of one design for an operation at that size and number of pagemaps. */
    public Optional<WorkCount> at(String operation, String design, long sizeBytes, int pagemaps) {
        return work.stream()
                .filter(count -> count.operation().equals(operation)
                        && count.design().equals(design) && count.sizeBytes() == sizeBytes
                        && count.pagemaps() == pagemaps)
                .findFirst();
    }
}
