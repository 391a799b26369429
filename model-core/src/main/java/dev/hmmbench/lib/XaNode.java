package dev.hmmbench.lib;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A node of an {@link XArray}: 64 slots, each of which stands for {@code 1 << shift} indices.
 *
 * <p>A slot holds nothing, a value (a {@code Long}), a node below, or a {@link Sibling}: the mark
 * that the value of another slot of this node reaches up to here.
 *
 * <p>Models include/linux/xarray.h, struct xa_node, 6.19. Fidelity: simplified (on-heap; no marks,
 * which pgmap_array does not use; the garbage collector stands for the grace period).
 */
final class XaNode {

    /** Bits of an index that one level uses: XA_CHUNK_SHIFT. */
    static final int CHUNK_SHIFT = 6;
    /** Slots of a node: XA_CHUNK_SIZE. */
    static final int CHUNK_SIZE = 1 << CHUNK_SHIFT;
    /** The last slot: XA_CHUNK_MASK. */
    static final int CHUNK_MASK = CHUNK_SIZE - 1;
    /** Bytes of the kernel's node on a 64-bit machine. */
    static final int NODE_BYTES = 576;

    private static final Sibling[] SIBLINGS = new Sibling[CHUNK_SIZE];

    /** Indices of one slot, as a power of two. */
    final int shift;
    /** The slots; readers use acquire loads, writers release stores. */
    final AtomicReferenceArray<@Nullable Object> slots = new AtomicReferenceArray<>(CHUNK_SIZE);
    /** The slot of the parent that holds this node. */
    int offset;
    /** Slots that are not empty. */
    int count;
    /** The node above, or none for the head. */
    @Nullable XaNode parent;

    static {
        for (int i = 0; i < CHUNK_SIZE; i++) {
            SIBLINGS[i] = new Sibling(i);
        }
    }

    /** Creates an empty node that nobody can reach yet. */
    XaNode(int shift, @Nullable XaNode parent, int offset) {
        this.shift = shift;
        this.parent = parent;
        this.offset = offset;
    }

    /** Says that a slot belongs to the value in slot {@code offset}: xa_mk_sibling(). */
    record Sibling(int offset) {}

    /** Returns the mark that leads to the value in slot {@code offset}. */
    static Sibling sibling(int offset) {
        return SIBLINGS[offset];
    }

    /** Returns the last index that a tree with this head can hold: max_index(). */
    static long maxIndex(@Nullable Object head) {
        return head instanceof XaNode node ? ((long) CHUNK_SIZE << node.shift) - 1 : 0;
    }

    /** Returns the slot of an index, which must lie below this node: get_offset(). */
    int slotOf(long index) {
        return (int) (index >>> shift) & CHUNK_MASK;
    }

    /** Returns what lies in a slot. */
    @Nullable Object get(int slot) {
        return slots.getAcquire(slot);
    }
}
