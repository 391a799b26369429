package dev.hmmbench.lib;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import org.jspecify.annotations.Nullable;

/**
 * The array from page frame number to pagemap: sparse, with one value over a range in few slots.
 *
 * <p>A range is cut into pieces, each as many slots of one node as its alignment allows: 256 MiB of
 * page frames at a 128 MiB border are 16 slots of a node whose slots stand for 4,096 frames. A
 * lookup enters one node per level down to that of the piece.
 *
 * <p>{@link #load} takes no lock and may run beside updates. Values are any {@code long} but 0,
 * which means nothing. Store over exactly the ranges that were stored, or over empty ones: a store
 * into a part of an earlier piece changes the whole piece, as in the kernel.
 *
 * <p>Models lib/xarray.c as mm/memremap.c uses it for pgmap_array, 6.19 with CONFIG_XARRAY_MULTI.
 * Fidelity: modelled; what the parts of this package simplify is said at each.
 */
public final class XArray {

    private final XaHead head = new XaHead();
    private final XaStore store;
    private final Counters counters;
    private final SpinLock lock = new SpinLock();

    /** Creates an empty array whose allocations succeed. */
    public XArray(Counters counters) {
        this(AllocationGate.OPEN, counters);
    }

    /**
     * Creates an empty array.
     *
     * @param gate asked for each node that a store needs
     */
    public XArray(AllocationGate gate, Counters counters) {
        this.counters = counters;
        this.store = new XaStore(head, gate, counters);
    }

    /** Returns the value at an index, or 0: xa_load(). Costs one node per level. */
    public long load(long index) {
        Object entry = head.get();
        if (Long.compareUnsigned(index, XaNode.maxIndex(entry)) > 0) {
            return 0;
        }
        while (entry instanceof XaNode node) {
            counters.increment(Counter.XARRAY_NODES_VISITED);
            entry = node.get(node.slotOf(index));
            if (entry instanceof XaNode.Sibling sibling) {
                entry = node.get(sibling.offset());
            }
        }
        return entry == null ? 0 : (Long) entry;
    }

    /**
     * Stores a value at {@code [first, last]}: xa_store_range().
     *
     * @param last last index, below the largest number there is, which is no page frame's
     * @param value 0 clears the range
     * @return 0, {@link Errnos#EINVAL} if {@code last} is below {@code first}, or
     *     {@link Errnos#ENOMEM}; nothing has changed in both cases
     */
    public int storeRange(long first, long last, long value) {
        if (last == -1L) {
            throw new IllegalArgumentException("range from 0x" + Long.toHexString(first)
                    + " to the end of the index space");
        }
        if (Long.compareUnsigned(last, first) < 0) {
            return Errnos.EINVAL;
        }
        @Nullable Long entry = value == 0 ? null : Long.valueOf(value);
        lock.lock();
        try {
            return store.storeRange(entry, first, last) ? 0 : Errnos.ENOMEM;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the nodes in use. */
    public int nodes() {
        return head.nrNodes();
    }

    /** Returns the bytes that the nodes would take in the kernel. */
    public long bytes() {
        return (long) nodes() * XaNode.NODE_BYTES;
    }

    /**
     * Checks all that the structure claims about itself.
     *
     * @throws AssertionError naming the first thing that is wrong
     */
    public void validate() {
        int nrReached = head.get() instanceof XaNode top ? XaCheck.check(top) : 0;
        MapleCheck.that(nrReached == head.nrNodes(), "nodes in use but not reachable",
                head.nrNodes() - nrReached);
    }
}
