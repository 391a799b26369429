package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.NODE_BYTES;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import dev.hmmbench.memory.Mapping;
import dev.hmmbench.memory.Memory;
import java.lang.invoke.VarHandle;

/**
 * The memory of one tree's nodes: a fixed array of them, mapped as long as the tree lives.
 *
 * <p>Stands for the slab cache {@code maple_node}. A freed node goes to the end of the queue of
 * free ones and is therefore reused last. Node 0 belongs to no tree: it is the writer's scratch
 * node.
 *
 * <p>A writer first reserves all nodes that a store may need, so that failure comes before the
 * first change, then takes them one by one and gives the rest back.
 *
 * <p>Models lib/maple_tree.c, mas_alloc_nodes(), mas_pop_node() and ma_free_rcu(), 6.19. Fidelity:
 * simplified (a bounded array instead of a slab cache; generations instead of a grace period, see
 * {@link MapleNodeLayout}).
 */
final class MapleArena implements AutoCloseable {

    /** The most nodes of one arena. */
    static final int MAX_NODES = 1 << 22;

    private final Mapping mapping;
    private final MapleNodes nodes;
    private final AllocationGate gate;
    private final Counters counters;
    private final int[] queue;
    private final boolean[] isFree;
    private int queueHead;
    private int nrFree;
    private int nrReserved;

    /**
     * Maps an arena.
     *
     * @param capacityNodes a power of two, 2 to {@link #MAX_NODES}, the scratch node included
     */
    MapleArena(int capacityNodes, AllocationGate gate, Counters counters) {
        boolean isAllowed = Integer.bitCount(capacityNodes) == 1 && capacityNodes >= 2
                && capacityNodes <= MAX_NODES;
        if (!isAllowed) {
            throw new IllegalArgumentException("an arena of " + capacityNodes
                    + " nodes: must be a power of two from 2 to " + MAX_NODES);
        }
        long sizeBytes = (long) capacityNodes * NODE_BYTES;
        this.mapping = Mapping.map(sizeBytes, Mapping.Pages.BASE);
        this.nodes = new MapleNodes(mapping.address(), sizeBytes);
        this.gate = gate;
        this.counters = counters;
        this.queue = new int[capacityNodes];
        this.isFree = new boolean[capacityNodes];
        for (int index = 1; index < capacityNodes; index++) {
            queue[nrFree++] = index;
            isFree[index] = true;
        }
    }

    /** Returns access to the nodes. */
    MapleNodes nodes() {
        return nodes;
    }

    /** Returns the address of the scratch node, where the arena begins. */
    long address() {
        return mapping.address();
    }

    /** Returns the length of the arena. */
    long sizeBytes() {
        return (long) queue.length * NODE_BYTES;
    }

    /** Returns the nodes in use, the scratch node not counted. */
    int nrUsed() {
        return queue.length - 1 - nrFree;
    }

    /**
     * Makes sure that the next {@code nrNodes} calls of {@link #take} succeed.
     *
     * @return whether it could; nothing stays reserved otherwise
     */
    boolean reserve(int nrNodes) {
        assert nrReserved == 0 : nrReserved;
        for (int i = 0; i < nrNodes; i++) {
            if (i >= nrFree || !gate.admits()) {
                nrReserved = 0;
                return false;
            }
            nrReserved++;
        }
        return true;
    }

    /** Gives back what was reserved and not taken. */
    void releaseReserved() {
        nrReserved = 0;
    }

    /** Takes a reserved node, zeroed but for its generation, and returns the reference to it. */
    long take(int type) {
        if (nrReserved == 0) {
            throw new AssertionError("a store takes more nodes than it asked for");
        }
        nrReserved--;
        int index = queue[queueHead];
        queueHead = (queueHead + 1) % queue.length;
        nrFree--;
        assert isFree[index] : index;
        isFree[index] = false;
        long offset = (long) index * NODE_BYTES;
        long address = nodes.address(offset);
        long generation = MapleNodeLayout.generation(Memory.getLong(address));
        Memory.zero(address + Long.BYTES, NODE_BYTES - Long.BYTES);
        Memory.putLong(address, generation);
        counters.increment(Counter.TREE_NODES_ALLOCATED);
        return MapleNodeLayout.reference(generation, offset, type);
    }

    /** Returns the scratch node as a node of the type, zeroed. */
    long scratch(int type) {
        Memory.zero(nodes.address(0), NODE_BYTES);
        return MapleNodeLayout.reference(0, 0, type);
    }

    /** Marks a node as dead: readers that stand on it start again. Models mte_set_node_dead(). */
    void kill(long reference) {
        long address = nodes.address(reference);
        long word = Memory.getLong(address);
        assert !MapleNodeLayout.isStale(reference, word) : "killed twice";
        Memory.putLongRelease(address,
                MapleNodeLayout.nextGeneration(word) | MapleNodeLayout.offset(reference));
        // No later store into this node, when it is reused, may become visible before its death.
        VarHandle.storeStoreFence();
    }

    /** Frees a dead node. */
    void free(long reference) {
        long word = nodes.parentWord(reference);
        assert MapleNodeLayout.isStale(reference, word) : "freed alive";
        int index = (int) (MapleNodeLayout.offset(reference) / NODE_BYTES);
        assert index != 0 : "the scratch node";
        assert !isFree[index] : "freed twice: " + index;
        isFree[index] = true;
        queue[(queueHead + nrFree) % queue.length] = index;
        nrFree++;
        counters.increment(Counter.TREE_NODES_FREED);
    }

    /** Checks the queue of free nodes, and that no reachable node is in it. */
    void validate(int nrReachable) {
        MapleCheck.that(nrReserved == 0, "reserved nodes", nrReserved);
        MapleCheck.that(nrUsed() == nrReachable, "used but not reachable nodes",
                nrUsed() - nrReachable);
        boolean[] seen = new boolean[queue.length];
        for (int i = 0; i < nrFree; i++) {
            int index = queue[(queueHead + i) % queue.length];
            MapleCheck.that(index > 0 && !seen[index] && isFree[index], "free node", index);
            seen[index] = true;
        }
        for (int index = 1; index < isFree.length; index++) {
            MapleCheck.that(seen[index] == isFree[index], "node lost from the free queue", index);
        }
    }

    /** Tells whether the node is free. */
    boolean isFree(long reference) {
        return isFree[(int) (MapleNodeLayout.offset(reference) / NODE_BYTES)];
    }

    /** Unmaps the arena: no reader may be left. */
    @Override
    public void close() {
        mapping.close();
    }
}
