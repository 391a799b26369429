package dev.hmmbench.physmem;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Memory;

/**
 * The reference count of a pagemap: 1 for the driver and 1 for each device page in use.
 *
 * <p>Models lib/percpu-refcount.c, 6.19. Fidelity: simplified (one atomic counter in place of one
 * for each CPU; the switch to the atomic mode is a counted grace period).
 */
public final class PercpuRef {

    private static final int COUNT_POINTER = DevPagemap.REF_OFFSET;
    private static final int DATA_POINTER = DevPagemap.REF_OFFSET + 8;
    private static final int COUNTER_BYTES = 8;
    private static final int DATA_BYTES = 56;
    private static final long DEAD = 1L << 62;

    private final Slab slab;
    private final AllocationPlan plan;
    private final Counters counters;

    PercpuRef(Slab slab, AllocationPlan plan, Counters counters) {
        this.slab = slab;
        this.plan = plan;
        this.counters = counters;
    }

    /**
     * Makes a live reference with count 1: percpu_ref_init().
     *
     * @throws RefusedException if there is no memory
     */
    public void initialise(long pgmap) {
        long counter = plan.admits(AllocationSite.PERCPU_COUNTER)
                ? slab.allocate(COUNTER_BYTES) : Slab.NONE;
        long data = counter == Slab.NONE ? Slab.NONE : slab.allocateZeroed(DATA_BYTES);
        if (data == Slab.NONE) {
            if (counter != Slab.NONE) {
                slab.free(counter, COUNTER_BYTES);
            }
            throw new RefusedException(RefusedException.ENOMEM,
                    "no memory for the reference count of a pagemap");
        }
        Memory.putLong(counter, 1);
        Memory.putLong(pgmap + COUNT_POINTER, counter);
        Memory.putLong(pgmap + DATA_POINTER, data);
    }

    /**
     * Takes references, unless the pagemap is going away: percpu_ref_tryget_live().
     *
     * @return whether they were taken
     */
    public static boolean tryGetLive(long pgmap, int nrReferences) {
        long counter = Memory.getLong(pgmap + COUNT_POINTER);
        if ((Memory.getLong(counter) & DEAD) != 0) {
            return false;
        }
        Memory.getAndAddLong(counter, nrReferences);
        return true;
    }

    /** Drops references: percpu_ref_put_many(). */
    public static void put(long pgmap, int nrReferences) {
        long before = Memory.getAndAddLong(Memory.getLong(pgmap + COUNT_POINTER), -nrReferences);
        assert (before & ~DEAD) >= nrReferences : "reference count below zero";
    }

    /** Returns the references that are held: 1, and 1 for each device page in use. */
    public static long count(long pgmap) {
        return Memory.getLong(Memory.getLong(pgmap + COUNT_POINTER)) & ~DEAD;
    }

    /**
     * Drops the driver's reference and lets nobody take another: percpu_ref_kill().
     *
     * @throws IllegalStateException if device pages are in use: the caller would wait for ever
     */
    public void kill(long pgmap) {
        if (count(pgmap) != 1) {
            throw new IllegalStateException(
                    (count(pgmap) - 1) + " device pages are still in use");
        }
        Memory.getAndAddLong(Memory.getLong(pgmap + COUNT_POINTER), DEAD - 1);
        counters.increment(Counter.GRACE_PERIODS);
    }

    /** Frees the counter: percpu_ref_exit(). */
    public void exit(long pgmap) {
        slab.free(Memory.getLong(pgmap + COUNT_POINTER), COUNTER_BYTES);
        slab.free(Memory.getLong(pgmap + DATA_POINTER), DATA_BYTES);
        Memory.putLong(pgmap + COUNT_POINTER, Slab.NONE);
        Memory.putLong(pgmap + DATA_POINTER, Slab.NONE);
    }
}
