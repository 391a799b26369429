package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            throw RunDataException.usage(String.format(Locale.ROOT,
                    "row %s needs %.0f MiB of memory and %.0f MiB are free; "
                            + "leave it out with --rows",
                    Planner.id(largest.get()), needed / MIB, availableBytes.get() / MIB));
        }
    }

    /**
     * Returns the rows that this machine has no memory for, each with the reason.
     *
     * @param availableBytes memory that is free; empty if unknown, then nothing is too large
     */
    static Map<Suite.Choice, String> tooLarge(
            List<Suite.Choice> choices, Optional<Long> availableBytes) {
        Map<Suite.Choice, String> found = new LinkedHashMap<>();
        long available = availableBytes.orElse(Long.MAX_VALUE);
        for (Suite.Choice choice : choices) {
            if (bytes(choice) > available) {
                found.put(choice, String.format(Locale.ROOT,
                        "needs %.0f MiB of memory, %.0f MiB are free",
                        bytes(choice) / MIB, available / MIB));
            }
        }
        return found;
    }

    private static long bytes(Suite.Choice choice) {
        return Workloads.create(choice.kind(), choice.params()).memoryBytes()
                + ForkArgs.HEAP_BYTES + VM_BYTES;
    }
}
