package dev.hmmbench.suite;

import dev.hmmbench.bench.HugeOperationBenchmark;
import dev.hmmbench.bench.Operation;
import dev.hmmbench.bench.OperationBenchmark;
import dev.hmmbench.results.run.Primary;
import dev.hmmbench.results.run.RowGroup;
import dev.hmmbench.results.run.Unit;
import dev.hmmbench.suite.Suite.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of whole operations: on a buffer that lies on a device, on one in RAM, on a mixed one,
 * and readers of /proc.
 */
final class OperationRows {

    private static final long SMALL = 64L << 10;
    private static final long BUFFER = 16L << 20;
    private static final int ALL = 100;
    private static final double MARGIN = 0.05;
    private static final int BATCH = 512;
    private static final int SMALL_BATCH = 64;
    private static final int HUGE_PAGES = 512;
    private static final long HUGE = 2L << 20;
    /** Pagemaps beside the device's own: 1, 8 and 512 in all. */
    private static final int[] OTHERS = {0, 7, 511};

    /** Operations on device pages. */
    static final RowKind DEVICE = kind("device", RowGroup.FAULT,
            "{operation}, {sizeBytes} device, {others} others, batch {batchPages}",
            params(Operation.FAULT, SMALL, ALL, 1, 0));

    /** Operations on 2 MiB folios on a device. */
    static final RowKind DEVICE_2M = new RowKind("device2m", HugeOperationBenchmark.class,
            "{operation}, {sizeBytes} in 2 MiB, {others} others, batch {batchPages}",
            RowGroup.FAULT, Unit.NS_PER_OP, Primary.P10, MARGIN,
            params(Operation.FAULT, 2 * HUGE, ALL, 1, 0));

    /** Migration to the device of pages that several processes map. */
    static final RowKind RMAP = kind("rmap", RowGroup.FAULT,
            "{operation}, {sizeBytes}, {children} other processes",
            params(Operation.TO_DEVICE, SMALL, ALL, 0, 2));

    /** Operations on RAM, or on a buffer of which part lies on a device. */
    static final RowKind RAM = kind("ram", RowGroup.INNOCENT,
            "{operation}, {sizeBytes}, {devicePercent} % on a device",
            params(Operation.FORK, SMALL, 0, 0, 0));

    /** Readers of /proc. */
    static final RowKind PROC = kind("proc", RowGroup.WALK,
            "read {operation}, {sizeBytes}, {devicePercent} % on a device",
            params(Operation.PAGEMAP, SMALL, 50, 0, 0));

    private static final List<Operation> ON_DEVICE = List.of(Operation.FAULT, Operation.TO_DEVICE,
            Operation.TO_SYSTEM, Operation.EVICT, Operation.EVICT_FREE, Operation.SNAPSHOT,
            Operation.RESULTS_TO_PAGES, Operation.REMOTE_RANGE_FAULT, Operation.FORK,
            Operation.EXIT, Operation.MUNMAP, Operation.DONTNEED, Operation.MPROTECT_READ,
            Operation.MPROTECT_WRITE, Operation.MREMAP, Operation.FORK_MIGRATING,
            Operation.MPROTECT_MIGRATING);
    private static final List<Operation> ON_HUGE = List.of(Operation.FAULT, Operation.TO_DEVICE,
            Operation.TO_SYSTEM, Operation.EVICT, Operation.EVICT_FREE, Operation.SNAPSHOT,
            Operation.RESULTS_TO_PAGES, Operation.REMOTE_RANGE_FAULT, Operation.FORK,
            Operation.EXIT, Operation.MUNMAP, Operation.DONTNEED, Operation.MPROTECT_READ,
            Operation.MPROTECT_WRITE, Operation.MREMAP, Operation.SPLIT_PMD);
    private static final List<Operation> IN_BATCHES =
            List.of(Operation.TO_DEVICE, Operation.TO_SYSTEM, Operation.EVICT);
    private static final List<Operation> ON_RAM = List.of(Operation.FIRST_TOUCH, Operation.FORK,
            Operation.EXIT, Operation.COW_BREAK, Operation.MPROTECT_READ,
            Operation.MPROTECT_WRITE, Operation.MUNMAP, Operation.DONTNEED, Operation.MREMAP,
            Operation.SNAPSHOT, Operation.FORK_MIGRATING, Operation.MPROTECT_MIGRATING);
    private static final List<Operation> ON_BOTH = List.of(Operation.FORK, Operation.EXIT,
            Operation.MPROTECT_READ, Operation.MPROTECT_WRITE, Operation.MUNMAP,
            Operation.DONTNEED, Operation.MREMAP);
    private static final List<Operation> READERS = List.of(Operation.PAGEMAP, Operation.SMAPS);

    private OperationRows() {}

    /** Returns the benchmarks. */
    static List<RowKind> kinds() {
        return List.of(DEVICE, DEVICE_2M, RMAP, RAM, PROC);
    }

    /** Returns an operation on a buffer of 16 MiB on the device. */
    static Choice device(Operation operation, int others) {
        return Choice.detail(DEVICE, params(operation, BUFFER, ALL, others, 0));
    }

    /** Returns an operation on a buffer of 16 MiB of which part lies on the device. */
    static Choice ram(Operation operation, int devicePercent) {
        return mixed(RAM, operation, devicePercent);
    }

    /** Returns a read of /proc about such a buffer. */
    static Choice proc(Operation operation, int devicePercent) {
        return mixed(PROC, operation, devicePercent);
    }

    /** Returns the rows of the full suite. */
    static List<Choice> full() {
        List<Choice> rows = new ArrayList<>();
        for (Operation operation : ON_DEVICE) {
            for (int others : OTHERS) {
                rows.add(device(operation, others));
            }
        }
        addBatches(rows);
        for (int children : new int[] {0, 1, 7, 63}) {
            rows.add(Choice.detail(RMAP,
                    params(Operation.TO_DEVICE, 1L << 20, ALL, 0, children)));
        }
        ON_RAM.forEach(operation -> rows.add(ram(operation, 0)));
        for (int devicePercent : new int[] {1, 50}) {
            ON_BOTH.forEach(operation -> rows.add(ram(operation, devicePercent)));
        }
        for (int devicePercent : new int[] {0, 1, 50, 100}) {
            READERS.forEach(operation -> rows.add(proc(operation, devicePercent)));
        }
        return rows;
    }

    /** 4 KiB pages in small batches, and 2 MiB folios one by one and 64 at once. */
    private static void addBatches(List<Choice> rows) {
        for (Operation operation : IN_BATCHES) {
            for (int others : OTHERS) {
                rows.add(Choice.detail(DEVICE,
                        inBatches(params(operation, BUFFER, ALL, others, 0), SMALL_BATCH)));
            }
            rows.add(Choice.detail(DEVICE_2M, inBatches(
                    params(operation, SMALL_BATCH * HUGE, ALL, 0, 0), SMALL_BATCH * HUGE_PAGES)));
        }
        for (Operation operation : ON_HUGE) {
            for (int others : OTHERS) {
                rows.add(Choice.detail(DEVICE_2M, params(operation, BUFFER, ALL, others, 0)));
            }
        }
    }

    private static Map<String, String> inBatches(Map<String, String> params, int batchPages) {
        Map<String, String> changed = new TreeMap<>(params);
        changed.put("batchPages", Integer.toString(batchPages));
        return changed;
    }

    private static Choice mixed(RowKind kind, Operation operation, int devicePercent) {
        return Choice.detail(kind, params(operation, BUFFER, devicePercent, 0, 0));
    }

    private static Map<String, String> params(Operation operation, long sizeBytes,
            int devicePercent, int others, int children) {
        return Map.of("operation", operation.name(), "sizeBytes", Long.toString(sizeBytes),
                "devicePercent", Integer.toString(devicePercent), "others",
                Integer.toString(others), "children", Integer.toString(children), "batchPages",
                Integer.toString(BATCH));
    }

    private static RowKind kind(String name, RowGroup group, String label,
            Map<String, String> smallParams) {
        return new RowKind(name, OperationBenchmark.class, label, group, Unit.NS_PER_PAGE,
                Primary.P10, MARGIN, smallParams);
    }
}
