package dev.hmmbench.suite;

import dev.hmmbench.results.RunDataException;
import java.util.Locale;

/** Whether this machine has the memory that something needs, asked before it is taken. */
public final class FreeMemory {

    private static final double MIB = 1 << 20;

    private FreeMemory() {}

    /**
     * Checks that so much memory is free; where that is unknown it counts as free.
     *
     * @param what for the message
     * @throws RunDataException naming both amounts
     */
    public static void require(long neededBytes, String what) {
        long free = Proc.availableBytes().orElse(Long.MAX_VALUE);
        if (neededBytes > free) {
            throw RunDataException.usage(String.format(Locale.ROOT,
                    "%s need %.0f MiB of memory and %.0f MiB are free",
                    what, neededBytes / MIB, free / MIB));
        }
    }
}
