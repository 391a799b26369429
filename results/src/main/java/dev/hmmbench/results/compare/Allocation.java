package dev.hmmbench.results.compare;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.Metric;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.RowSpec;
import dev.hmmbench.results.run.RunData;
import dev.hmmbench.results.stats.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What one design allocates in one row, for a page or a lookup, beyond what the harness allocates:
 * the bytes of a whole fork less those of the empty row's forks, which measure as long.
 *
 * @param row the row
 * @param arm the design
 * @param bytesPerItem median over forks; 0 where the empty row allocates more
 * @param resolution how much the empty row's own forks differ, for an item of this row
 */
public record Allocation(RowSpec row, String arm, double bytesPerItem, double resolution) {

    /** What a page or a lookup may allocate. */
    public static final double LIMIT = 0.05;

    /** Groups whose rows handle pages or lookups in one thread. */
    private static final Set<RowGroup> GROUPS = EnumSet.of(RowGroup.CREATE, RowGroup.LOOKUP,
            RowGroup.MIGRATE, RowGroup.FAULT, RowGroup.INNOCENT, RowGroup.WALK);

    /** Name of the row that does nothing. */
    private static final String EMPTY = "ruler.empty";
    private static final int PAGE_BYTES = 4096;
    private static final String SIZE = "sizeBytes";

    /** Where it stands. */
    public enum Standing {
        /** Below the limit. */
        WITHIN,
        /** Above the limit by more than the empty row's forks differ. */
        BEYOND,
        /** Too few items to tell. */
        OPEN;

        /** Returns the word that reports show. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns where it stands. */
    public Standing standing() {
        if (bytesPerItem - resolution > LIMIT) {
            return Standing.BEYOND;
        }
        return bytesPerItem + resolution <= LIMIT ? Standing.WITHIN : Standing.OPEN;
    }

    /** Returns all rows and designs of a run; nothing where the run has no empty row. */
    public static List<Allocation> of(RunData data) {
        ForkTable table = new ForkTable(data);
        List<Allocation> found = new ArrayList<>();
        for (RowSpec row : data.plan().rows()) {
            row.arms().forEach(arm -> of(row, arm, data, table).ifPresent(found::add));
        }
        return found;
    }

    /** Returns what a design allocates in a row; empty where nobody asks or measured. */
    static Optional<Allocation> of(RowSpec row, String arm, RunData data, ForkTable table) {
        double[] empty = data.plan().rows().stream()
                .filter(other -> other.benchmark().equals(EMPTY))
                .flatMap(other -> other.arms().stream()
                        .map(ruler -> table.of(other, ruler).values()))
                .flatMap(Collection::stream).filter(Allocation::isMeasured)
                .mapToDouble(Allocation::bytes).toArray();
        List<ForkRecord.Measured> forks = table.of(row, arm).values().stream()
                .filter(Allocation::isMeasured).toList();
        if (!GROUPS.contains(row.group()) || empty.length == 0 || forks.isEmpty()) {
            return Optional.empty();
        }
        double harness = Numbers.median(empty);
        double spread = Numbers.median(Arrays.stream(empty)
                .map(bytes -> Math.abs(bytes - harness)).toArray());
        return Optional.of(new Allocation(row, arm,
                Math.max(0, Numbers.median(forks.stream()
                        .mapToDouble(fork -> (bytes(fork) - harness) / items(row, fork))
                        .toArray())),
                Numbers.median(forks.stream().mapToDouble(fork -> spread / items(row, fork))
                        .toArray())));
    }

    private static boolean isMeasured(ForkRecord.Measured fork) {
        return fork.metrics().containsKey(Metric.ALLOCATED_IN_ALL);
    }

    private static double bytes(ForkRecord.Measured fork) {
        return fork.metrics().get(Metric.ALLOCATED_IN_ALL).value();
    }

    /** Creation handles all pages of a pagemap in one operation, 2 MiB rows those of a folio. */
    private static double items(RowSpec row, ForkRecord.Measured fork) {
        double operations = fork.cpu().operations();
        String size = row.params().get(SIZE);
        if (size == null) {
            return operations;
        }
        double pagesPerSample = Double.parseDouble(size) / PAGE_BYTES;
        double pagemaps = Double.parseDouble(row.params().getOrDefault("pagemaps", "1"));
        return operations / row.operationsPerSample() * pagesPerSample
                * (row.group() == RowGroup.CREATE ? pagemaps : 1);
    }
}
