package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Refuses rows that this machine has no memory for, before hours are spent on the others. */
final class MemoryCheck {

    /** Code, stacks and the compiler's memory of one virtual machine beside its heap. */
    private static final long VM_BYTES = 256L << 20;
    private static final double MIB = 1 << 20;

    private MemoryCheck() {}

    /**
     * Checks the largest row against the memory that is free.
     *
     * @throws RunDataException naming the row and both amounts
     */
    static void require(List<Suite.Choice> choices, Optional<Long> availableBytes) {
        Optional<Suite.Choice> largest = choices.stream()
                .max(Comparator.comparingLong(MemoryCheck::bytes));
        if (largest.isEmpty() || availableBytes.isEmpty()) {
            return;
        }
        long needed = bytes(largest.get());
        if (needed > availableBytes.get()) {
            throw RunDataException.usage(String.format(java.util.Locale.ROOT,
                    "row %s needs %.0f MiB of memory and %.0f MiB are free; "
                            + "leave it out with --rows",
                    Planner.id(largest.get()), needed / MIB, availableBytes.get() / MIB));
        }
    }

    private static long bytes(Suite.Choice choice) {
        return Workloads.create(choice.kind(), choice.params()).memoryBytes()
                + ForkArgs.HEAP_BYTES + VM_BYTES;
    }
}
