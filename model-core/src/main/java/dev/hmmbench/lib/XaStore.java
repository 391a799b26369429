package dev.hmmbench.lib;

import static dev.hmmbench.lib.XaNode.CHUNK_MASK;
import static dev.hmmbench.lib.XaNode.CHUNK_SHIFT;
import static dev.hmmbench.lib.XaNode.CHUNK_SIZE;

import dev.hmmbench.count.Counter;
import dev.hmmbench.count.Counters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The write side of an {@link XArray}: stores one value over a range, in as few pieces as the
 * range's alignment allows. The caller holds the lock.
 *
 * <p>Models lib/xarray.c, xa_store_range(), xas_set_range(), xas_create(), xas_expand(),
 * xas_store(), xas_delete_node() and xas_shrink(), 6.19 with CONFIG_XARRAY_MULTI. Fidelity:
 * modelled, but that a store that runs out of memory takes back what it did, where the kernel
 * leaves pieces and empty nodes behind.
 */
final class XaStore {

    private final XaHead head;
    private final XaUndo undo;
    private final AllocationGate gate;
    private final Counters counters;
    /** First index of the piece, and its size: {@code siblings + 1} slots of {@code 1 << shift}. */
    private long index;
    private int shift;
    private int siblings;
    /** Where the piece is: slot {@code offset} of {@code node}, or the head itself. */
    private @Nullable XaNode node;
    private int offset;

    /** Creates the write side of one array. */
    XaStore(XaHead head, AllocationGate gate, Counters counters) {
        this.head = head;
        this.undo = new XaUndo(head);
        this.gate = gate;
        this.counters = counters;
    }

    /**
     * Stores a value, or nothing, at {@code [first, last]}.
     *
     * @return whether there was memory for it; nothing has changed otherwise
     */
    boolean storeRange(@Nullable Object value, long first, long last) {
        boolean isDone = tryStore(value, first, last);
        if (isDone) {
            undo.forget();
        } else {
            undo.rollBack();
        }
        return isDone;
    }

    private boolean tryStore(@Nullable Object value, long first, long last) {
        if (value != null) {
            // The nodes for the end of the range come first, as in the kernel.
            setOrder(last, Long.numberOfTrailingZeros(last + 1));
            if (!create()) {
                return false;
            }
        }
        long from = first;
        while (true) {
            setRange(from, last);
            if (!storePiece(value)) {
                return false;
            }
            from += (siblings + 1L) << shift;
            if (Long.compareUnsigned(from, last) > 0) {
                return true;
            }
        }
    }

    private void setOrder(long someIndex, int order) {
        index = someIndex >>> order << order;
        shift = order - order % CHUNK_SHIFT;
        siblings = (1 << order % CHUNK_SHIFT) - 1;
    }

    /** Chooses the largest piece that begins at {@code first}: xas_set_range(). */
    private void setRange(long first, long last) {
        long place = first;
        long rest = last - first;
        int lowest = CHUNK_MASK;
        shift = 0;
        while ((place & CHUNK_MASK) == 0 && Long.compareUnsigned(rest, CHUNK_MASK) >= 0
                && !(rest == CHUNK_MASK && lowest < CHUNK_MASK)) {
            shift += CHUNK_SHIFT;
            if (lowest == CHUNK_MASK) {
                lowest = (int) rest & CHUNK_MASK;
            }
            rest >>>= CHUNK_SHIFT;
            place >>>= CHUNK_SHIFT;
        }
        long slot = place & CHUNK_MASK;
        if (Long.compareUnsigned(slot + rest, CHUNK_MASK) > 0) {
            rest = CHUNK_MASK - slot;
        }
        if (Long.compareUnsigned((place + rest + 1 << shift) - 1, last) > 0) {
            rest--;
        }
        index = first;
        siblings = (int) rest;
    }

    private boolean storePiece(@Nullable Object value) {
        if (value == null && isBeyondHead()) {
            return true;
        }
        if (value == null) {
            locate();
        } else if (!create()) {
            return false;
        }
        if (node != null && shift < node.shift) {
            siblings = 0;
        }
        Object old = node == null ? head.get() : node.get(offset);
        if (Objects.equals(old, value) && siblings == 0) {
            return true;
        }
        if (node == null) {
            setHead(value);
        } else {
            fill(node, value);
        }
        return true;
    }

    private boolean isBeyondHead() {
        return Long.compareUnsigned(index, XaNode.maxIndex(head.get())) > 0;
    }

    /** Stores a value and its sibling marks, or clears all slots of what was there. */
    private void fill(XaNode target, @Nullable Object value) {
        int last = offset + siblings;
        int delta = 0;
        Object entry = value;
        for (int slot = offset; ; slot++) {
            Object old = target.get(slot);
            setSlot(target, slot, entry);
            freeBelow(old);
            delta += (old == null ? 1 : 0) - (entry == null ? 1 : 0);
            if (value != null && slot == last || slot == CHUNK_MASK) {
                break;
            }
            if (value != null) {
                entry = XaNode.sibling(offset);
            } else if (slot >= last && !(target.get(slot + 1) instanceof XaNode.Sibling)) {
                break;
            }
        }
        setCount(target, target.count + delta);
        if (delta < 0) {
            deleteIfEmpty(target);
        }
    }

    /** Frees the nodes that a larger piece has taken the place of: xas_free_nodes(). */
    private void freeBelow(@Nullable Object old) {
        if (old instanceof XaNode dead) {
            for (int slot = 0; slot < CHUNK_SIZE; slot++) {
                freeBelow(dead.get(slot));
            }
            free();
        }
    }

    /** Goes to the slot that holds the piece, or a larger one around it: xas_load(). */
    private void locate() {
        node = null;
        Object entry = head.get();
        while (entry instanceof XaNode below && shift <= below.shift) {
            entry = descend(below);
            if (below.shift == 0) {
                break;
            }
        }
    }

    /** Goes to the slot of the piece and makes the nodes above it: xas_create(). */
    private boolean create() {
        node = null;
        int level = expand();
        if (level < 0) {
            return false;
        }
        Object entry = head.get();
        while (level > shift) {
            level -= CHUNK_SHIFT;
            if (entry == null) {
                entry = allocate(level, node, offset);
                if (entry == null) {
                    return false;
                }
                link((XaNode) entry);
            } else if (!(entry instanceof XaNode)) {
                break;
            }
            entry = descend((XaNode) entry);
        }
        return true;
    }

    /** Adds levels above the head until it reaches the piece; returns the levels' bits, or -1. */
    private int expand() {
        long max = maxOfPiece();
        Object top = head.get();
        int level = 0;
        if (top == null) {
            if (max == 0) {
                return 0;
            }
            while (Long.compareUnsigned(max >>> level, CHUNK_SIZE) >= 0) {
                level += CHUNK_SHIFT;
            }
            return level + CHUNK_SHIFT;
        }
        if (top instanceof XaNode topNode) {
            level = topNode.shift + CHUNK_SHIFT;
        }
        while (level < Long.SIZE && Long.compareUnsigned(max, XaNode.maxIndex(top)) > 0) {
            XaNode above = allocate(level, null, 0);
            if (above == null) {
                return -1;
            }
            above.count = 1;
            setSlot(above, 0, top);
            if (top instanceof XaNode below) {
                undo.parent(below);
                below.parent = above;
                below.offset = 0;
            }
            setHead(above);
            top = above;
            level += CHUNK_SHIFT;
        }
        return level;
    }

    /** Returns the last index of the piece, or one more if it begins at 0: xas_max(). */
    private long maxOfPiece() {
        if (shift == 0 && siblings == 0) {
            return index;
        }
        long mask = ((siblings + 1L) << shift) - 1;
        long max = index | mask;
        return max == mask ? max + 1 : max;
    }

    private @Nullable Object descend(XaNode into) {
        node = into;
        offset = into.slotOf(index);
        Object entry = into.get(offset);
        if (entry instanceof XaNode.Sibling sibling) {
            offset = sibling.offset();
            entry = into.get(offset);
        }
        return entry;
    }

    private void link(XaNode below) {
        if (node == null) {
            setHead(below);
        } else {
            setSlot(node, offset, below);
            setCount(node, node.count + 1);
        }
    }

    private @Nullable XaNode allocate(int level, @Nullable XaNode parent, int slot) {
        if (!gate.admits()) {
            return null;
        }
        head.addNodes(1);
        undo.allocation();
        counters.increment(Counter.SLAB_OBJECTS_ALLOCATED);
        return new XaNode(level, parent, slot);
    }

    private void deleteIfEmpty(XaNode from) {
        XaNode empty = from;
        while (empty.count == 0) {
            XaNode parent = empty.parent;
            free();
            if (parent == null) {
                setHead(null);
                return;
            }
            setSlot(parent, empty.offset, null);
            setCount(parent, parent.count - 1);
            empty = parent;
        }
        if (empty.parent == null) {
            shrink(empty);
        }
    }

    /** Drops levels whose only slot in use is the first: xas_shrink(). */
    private void shrink(XaNode from) {
        XaNode top = from;
        while (top.count == 1) {
            Object entry = top.get(0);
            if (entry == null || !(entry instanceof XaNode) && top.shift != 0) {
                return;
            }
            setHead(entry);
            free();
            if (!(entry instanceof XaNode below)) {
                return;
            }
            undo.parent(below);
            below.parent = null;
            top = below;
        }
    }

    private void free() {
        head.addNodes(-1);
        undo.freeing();
        counters.increment(Counter.SLAB_OBJECTS_FREED);
    }

    private void setHead(@Nullable Object entry) {
        undo.head();
        head.set(entry);
    }

    private void setSlot(XaNode target, int slot, @Nullable Object entry) {
        undo.slot(target, slot);
        target.slots.setRelease(slot, entry);
        counters.increment(Counter.XARRAY_SLOTS_WRITTEN);
    }

    private void setCount(XaNode target, int count) {
        undo.count(target);
        target.count = count;
    }
}
