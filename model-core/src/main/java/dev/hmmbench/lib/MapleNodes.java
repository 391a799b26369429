package dev.hmmbench.lib;

import static dev.hmmbench.lib.MapleNodeLayout.INNER_GAP_0;
import static dev.hmmbench.lib.MapleNodeLayout.INNER_META;
import static dev.hmmbench.lib.MapleNodeLayout.INNER_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.LAST_KEY;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_META;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_PIVOTS;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_SLOTS;
import static dev.hmmbench.lib.MapleNodeLayout.LEAF_SLOT_0;
import static dev.hmmbench.lib.MapleNodeLayout.NODE_BYTES;
import static dev.hmmbench.lib.MapleNodeLayout.PIVOTS;

import dev.hmmbench.memory.Memory;

/**
 * Reads and writes the fields of nodes, for writers that hold the tree's lock.
 *
 * <p>Models the small accessors of lib/maple_tree.c, 6.19. Fidelity: modelled.
 */
final class MapleNodes {

    private final long base;
    private final long offsetMask;

    /**
     * Creates the view of an arena.
     *
     * @param base address of its first node
     * @param sizeBytes of the arena, a power of two
     */
    MapleNodes(long base, long sizeBytes) {
        assert Long.bitCount(sizeBytes) == 1 : sizeBytes;
        this.base = base;
        this.offsetMask = sizeBytes - NODE_BYTES;
    }

    /** Returns the address of a node; whatever the reference holds, it lies inside the arena. */
    long address(long reference) {
        return base + (reference & offsetMask);
    }

    /** Returns the first word of a node. */
    long parentWord(long reference) {
        return Memory.getLong(address(reference));
    }

    /** Sets the parent word and keeps the node's generation. */
    void setParent(long reference, long parent) {
        long address = address(reference);
        Memory.putLong(address, MapleNodeLayout.generation(Memory.getLong(address)) | parent);
    }

    /** Returns the last key of a slot. */
    long pivot(long reference, int index) {
        return Memory.getLong(address(reference) + PIVOTS + (long) index * Long.BYTES);
    }

    /** Sets the last key of a slot. */
    void setPivot(long reference, int index, long key) {
        assert index < MapleNodeLayout.pivots(MapleNodeLayout.type(reference)) : index;
        Memory.putLong(address(reference) + PIVOTS + (long) index * Long.BYTES, key);
    }

    /**
     * Returns the pivot, or where the node ends for the slot behind the last one: mas_safe_pivot().
     */
    long safePivot(long reference, int index, long nodeLast) {
        return index >= MapleNodeLayout.pivots(MapleNodeLayout.type(reference))
                ? nodeLast : pivot(reference, index);
    }

    /** Returns the first key of a slot: mas_safe_min(). */
    long safeFirst(long reference, int index, long nodeFirst) {
        return index == 0 ? nodeFirst : pivot(reference, index - 1) + 1;
    }

    /** Returns a value, or the reference to a child. */
    long slot(long reference, int index) {
        return Memory.getLong(slotAddress(reference, index));
    }

    /** Stores a slot of a node that readers cannot reach yet. */
    void initSlot(long reference, int index, long value) {
        Memory.putLong(slotAddress(reference, index), value);
    }

    /**
     * Stores a slot so that readers who see it see all that was stored before:
     * rcu_assign_pointer().
     */
    void publishSlot(long reference, int index, long value) {
        Memory.putLongRelease(slotAddress(reference, index), value);
    }

    /** Returns the largest gap below a slot of an inner node, in keys. */
    long gap(long reference, int index) {
        assert !MapleNodeLayout.isLeaf(reference);
        return Memory.getLong(address(reference) + INNER_GAP_0 + (long) index * Long.BYTES);
    }

    /** Sets the largest gap below a slot of an inner node. */
    void setGap(long reference, int index, long size) {
        assert !MapleNodeLayout.isLeaf(reference);
        Memory.putLong(address(reference) + INNER_GAP_0 + (long) index * Long.BYTES, size);
    }

    /** Returns the metadata word, which a full leaf does not have. */
    long meta(long reference) {
        return Memory.getLong(metaAddress(reference));
    }

    /** Sets the metadata; a full leaf has none: mas_leaf_set_meta(). */
    void setMeta(long reference, int end, int gap) {
        if (!MapleNodeLayout.isLeaf(reference) || end < LEAF_SLOTS - 1) {
            Memory.putLong(metaAddress(reference), MapleNodeLayout.meta(end, gap));
        }
    }

    /** Returns the last slot in use of a node that ends at {@code nodeLast}: ma_data_end(). */
    int end(long reference, long nodeLast) {
        if (!MapleNodeLayout.isLeaf(reference)) {
            return MapleNodeLayout.metaEnd(meta(reference));
        }
        long lastPivot = pivot(reference, LEAF_PIVOTS - 1);
        if (lastPivot == 0) {
            return MapleNodeLayout.metaEnd(meta(reference));
        }
        return lastPivot == nodeLast ? LEAF_PIVOTS - 1 : LEAF_PIVOTS;
    }

    /** Returns the largest gap below a node of the keys {@code [first, last]}: mas_max_gap(). */
    long maxGap(long reference, long first, long last) {
        return MapleNodeLayout.isLeaf(reference)
                ? leafMaxGap(reference, first, last)
                : gap(reference, MapleNodeLayout.metaGap(meta(reference)));
    }

    /** Copies the bytes of one node over another, the parent word included. */
    void copy(long source, long target) {
        Memory.copy(address(source), address(target), NODE_BYTES);
    }

    private long leafMaxGap(long reference, long first, long last) {
        long largest = 0;
        long slotFirst = first;
        int end = end(reference, last);
        for (int i = 0; i <= end; i++) {
            long slotLast = i == end ? last : pivot(reference, i);
            if (slot(reference, i) == 0) {
                long size = slotLast == LAST_KEY ? slotLast - slotFirst : slotLast - slotFirst + 1;
                largest = Long.compareUnsigned(size, largest) > 0 ? size : largest;
            }
            slotFirst = slotLast + 1;
        }
        return largest;
    }

    private long slotAddress(long reference, int index) {
        boolean isLeaf = MapleNodeLayout.isLeaf(reference);
        return address(reference) + (isLeaf ? LEAF_SLOT_0 : INNER_SLOT_0)
                + (long) index * Long.BYTES;
    }

    private long metaAddress(long reference) {
        return address(reference) + (MapleNodeLayout.isLeaf(reference) ? LEAF_META : INNER_META);
    }
}
