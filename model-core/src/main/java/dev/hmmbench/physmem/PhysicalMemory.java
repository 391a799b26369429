package dev.hmmbench.physmem;

import dev.hmmbench.count.Counters;
import dev.hmmbench.platform.Machine;

/** The physical memory of one machine, as both kernels manage it. */
public final class PhysicalMemory implements AutoCloseable {

    private final Machine machine;
    private final Counters counters = new Counters();

    /** Boots a machine. */
    public PhysicalMemory(Machine machine) {
        this.machine = machine;
    }

    /** Returns the machine. */
    public Machine machine() {
        return machine;
    }

    /** Returns the event counts of this memory and of the model that uses it. */
    public Counters counters() {
        return counters;
    }

    /** Gives all memory back to the system. */
    @Override
    public void close() {}
}
