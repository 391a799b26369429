package dev.hmmbench.bench;

import dev.hmmbench.platform.IomemEntry;
import dev.hmmbench.platform.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a machine the RAM that a benchmark needs: struct pages of many pagemaps do not fit into the
 * few GiB of the reference machine.
 */
final class ExtraRam {

    private static final String SYSTEM_RAM = "System RAM";
    private static final long GIB = 1L << 30;
    /** RAM that is there but not for the page allocator: the kernel itself, and odd ends. */
    private static final long RESERVE_BYTES = 256L << 20;

    private ExtraRam() {}

    /**
     * Returns the machine itself if it has {@code wantedBytes} to manage, else the same one with a
     * further range of RAM: in the lowest hole above its RAM that is large enough, in whole GiB.
     *
     * @throws IllegalArgumentException if there is no such hole
     */
    static Machine ensure(Machine machine, long wantedBytes) {
        long missing = wantedBytes + RESERVE_BYTES - machine.systemRamBytes();
        if (missing <= 0) {
            return machine;
        }
        long sizeBytes = roundUp(missing);
        long start = firstHole(machine, sizeBytes);
        List<IomemEntry> entries = new ArrayList<>(machine.entries());
        int place = 0;
        while (place < entries.size() && entries.get(place).start() < start) {
            place++;
        }
        entries.add(place, new IomemEntry(SYSTEM_RAM, start, start + sizeBytes - 1, 0));
        return new Machine(machine.name() + " + " + sizeBytes / GIB + " GiB of RAM", entries,
                machine.limits());
    }

    private static long firstHole(Machine machine, long sizeBytes) {
        long start = roundUp(machine.systemRam().getLast().end());
        for (IomemEntry entry : machine.topLevel()) {
            if (entry.last() >= start && entry.start() < start + sizeBytes) {
                start = roundUp(entry.last() + 1);
            }
        }
        if (start + sizeBytes - 1 > machine.limits().topLast()) {
            throw new IllegalArgumentException("no hole for " + sizeBytes
                    + " bytes of RAM in the map of " + machine.name());
        }
        return start;
    }

    private static long roundUp(long bytes) {
        return bytes + GIB - 1 & -GIB;
    }
}
