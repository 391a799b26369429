package dev.hmmbench.bench;

import dev.hmmbench.memory.Mapping;
import java.lang.management.ManagementFactory;

/**
 * Checks that a row gives back the memory that it took: every mapping is closed, and what the
 * system has given this process has not grown by more than code, compiler and heap need.
 */
final class GivenBack {

    /** What code, compiler and collector may have grown by, beside the heap. */
    private static final long GROWTH_BYTES = 256L << 20;

    private final long mappedBefore = Mapping.liveBytes();
    private final long residentBefore = ResidentMemory.bytes();

    private GivenBack() {}

    /** Remembers what there is before a row takes memory. */
    static GivenBack begin() {
        return new GivenBack();
    }

    /**
     * Checks, after the row gave its memory back.
     *
     * @throws AssertionError if there is more than before
     */
    void check() {
        long mapped = Mapping.liveBytes() - mappedBefore;
        if (mapped > 0) {
            throw new AssertionError(mapped + " bytes of mappings were not given back");
        }
        long kept = ResidentMemory.bytes() - residentBefore;
        if (kept > GROWTH_BYTES
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted()) {
            throw new AssertionError(kept + " bytes of memory were not given back");
        }
    }
}
