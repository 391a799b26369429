package dev.hmmbench.lib;

/**
 * The 256 bytes of a maple tree node, and the words that refer to nodes.
 *
 * <p>Models include/linux/maple_tree.h, struct maple_range_64, struct maple_arange_64 and
 * struct maple_metadata, and lib/maple_tree.c, mt_mk_node(), 6.19, 64 bit.
 * Fidelity: modelled, but for the two additions marked (+).
 *
 * <pre>
 *  byte         0        8                  128                       248      256
 *  leaf         | parent | 15 pivots        | 16 slots                         |
 *                                           (metadata in the last slot unless it is used)
 *  byte         0        8       80         160        240      248      256
 *  inner        | parent | 9 pivots | 10 slots | 10 gaps | metadata | unused |
 *
 *  reference    63       48 47                  8 7 6    3 2 1 0
 *               | gen (+) | offset in arena (+)  | | type | 1 r 0 |   r: set in the root reference
 *  parent word  63       48 47                  8 7    3 2    0
 *               | gen (+) | parent's offset      | slot | 1 1 0 |    of a node below the root
 *               | gen (+) | own offset           |  0   | 0 0 0 |    of a dead node
 *               | gen (+) | 0                    |  0   | 0 0 1 |    of the root
 *  metadata     | 0 ...                 | gap: 8 bits | end: 8 bits |
 * </pre>
 *
 * <p>A pivot is the last key of the slot with the same number, unsigned; the slot behind the last
 * pivot ends where its node ends. {@code end} is the number of the last slot in use, {@code gap}
 * the number of the slot below which the largest gap lies.
 *
 * <p>(+) A reference holds an offset into the tree's arena instead of an address, so that whatever
 * a torn read yields still names a node. Its top 16 bits hold the node's generation, which the
 * parent word repeats and which grows when the node dies. They stand for the grace period that the
 * kernel waits for before it reuses a node: a reader whose node died finds another generation
 * there, however often the node has been reused since, and starts again. The kernel's dead mark
 * (the parent word refers to the node itself) is set as well.
 */
final class MapleNodeLayout {

    /** Bytes of a node, and its alignment in the arena. */
    static final int NODE_BYTES = 256;
    /** The type of a leaf: maple_leaf_64. */
    static final int LEAF = 1;
    /** The type of an inner node of an allocating tree: maple_arange_64. */
    static final int INNER = 3;
    /** Slots of a leaf: MAPLE_RANGE64_SLOTS. */
    static final int LEAF_SLOTS = 16;
    /** Slots of an inner node: MAPLE_ARANGE64_SLOTS. */
    static final int INNER_SLOTS = 10;
    /** Pivots of a leaf. */
    static final int LEAF_PIVOTS = LEAF_SLOTS - 1;
    /** Pivots of an inner node. */
    static final int INNER_PIVOTS = INNER_SLOTS - 1;
    /** A leaf whose {@code end} is below this is merged with a neighbour: mt_min_slots. */
    static final int LEAF_MIN_SLOTS = LEAF_SLOTS / 2 - 2;
    /** An inner node whose {@code end} is below this is merged with a neighbour: mt_min_slots. */
    static final int INNER_MIN_SLOTS = INNER_SLOTS / 2 - 1;
    /** Most levels a tree can have: MAPLE_HEIGHT_MAX. */
    static final int MAX_HEIGHT = 31;

    /** Offset of the first pivot, both types. */
    static final int PIVOTS = Long.BYTES;
    /** Offset of a leaf's first slot. */
    static final int LEAF_SLOT_0 = PIVOTS + LEAF_PIVOTS * Long.BYTES;
    /** Offset of an inner node's first slot. */
    static final int INNER_SLOT_0 = PIVOTS + INNER_PIVOTS * Long.BYTES;
    /** Offset of an inner node's first gap. */
    static final int INNER_GAP_0 = INNER_SLOT_0 + INNER_SLOTS * Long.BYTES;
    /** Offset of an inner node's metadata. */
    static final int INNER_META = INNER_GAP_0 + INNER_SLOTS * Long.BYTES;
    /** Offset of a leaf's metadata: its last slot. */
    static final int LEAF_META = LEAF_SLOT_0 + (LEAF_SLOTS - 1) * Long.BYTES;

    /** The last key: ULONG_MAX. */
    static final long LAST_KEY = -1L;
    /** The parent word of the root, without its generation: MA_ROOT_PARENT. */
    static final long ROOT_PARENT = 1L;

    private static final int GENERATION_SHIFT = 48;
    private static final long GENERATION = -1L << GENERATION_SHIFT;
    private static final long LOW_BITS = NODE_BYTES - 1L;
    private static final int TYPE_SHIFT = 3;
    private static final int TYPE_MASK = 0xf;
    private static final long NODE_BIT = 4;
    private static final long ROOT_BIT = 2;
    private static final int SLOT_SHIFT = 3;
    private static final int SLOT_MASK = 0x1f;
    private static final long CHILD_MARK = 6;
    private static final int META_GAP_SHIFT = 8;
    private static final int META_MASK = 0xff;

    static {
        assert LEAF_META + Long.BYTES == NODE_BYTES : "leaf of " + (LEAF_META + Long.BYTES);
        assert INNER_META + Long.BYTES <= NODE_BYTES : "inner node of " + (INNER_META + Long.BYTES);
    }

    private MapleNodeLayout() {}

    /** Returns the reference to a node: mt_mk_node(). */
    static long reference(long generation, long offset, int type) {
        assert (offset & (GENERATION | LOW_BITS)) == 0 : Long.toHexString(offset);
        return generation & GENERATION | offset | (long) type << TYPE_SHIFT | NODE_BIT;
    }

    /** Marks a reference as the root's: mte_mk_root(). */
    static long rootReference(long reference) {
        return reference | ROOT_BIT;
    }

    /** Returns a reference without the root mark: mte_safe_root(). */
    static long safeRoot(long reference) {
        return reference & ~ROOT_BIT;
    }

    /** Returns where the node lies in the arena: mte_to_node(). */
    static long offset(long reference) {
        return reference & ~(GENERATION | LOW_BITS);
    }

    /** Returns {@link #LEAF} or {@link #INNER}: mte_node_type(). */
    static int type(long reference) {
        return (int) (reference >>> TYPE_SHIFT) & TYPE_MASK;
    }

    /** Tells whether a reference or a type leads to a leaf. */
    static boolean isLeaf(long reference) {
        return type(reference) == LEAF;
    }

    /** Tells whether a node with this parent word is no longer the node that was referred to. */
    static boolean isStale(long reference, long parentWord) {
        return (reference ^ parentWord) >>> GENERATION_SHIFT != 0;
    }

    /** Returns the generation bits of a reference or parent word, in place. */
    static long generation(long word) {
        return word & GENERATION;
    }

    /** Returns the generation bits that follow those of a word, in place. */
    static long nextGeneration(long word) {
        return generation(word) + (1L << GENERATION_SHIFT);
    }

    /**
     * Returns a parent word without its generation, for a child in {@code slot}: mas_set_parent().
     */
    static long parentOf(long parentOffset, int slot) {
        return parentOffset | (long) slot << SLOT_SHIFT | CHILD_MARK;
    }

    /** Returns the slot named by a parent word: mte_parent_slot(). */
    static int parentSlot(long parentWord) {
        return (int) (parentWord >>> SLOT_SHIFT) & SLOT_MASK;
    }

    /** Returns where the parent lies that a parent word names: mte_parent(). */
    static long parentOffset(long parentWord) {
        return offset(parentWord);
    }

    /** Returns the metadata word: ma_set_meta(). */
    static long meta(int end, int gap) {
        return (long) gap << META_GAP_SHIFT | end;
    }

    /** Returns the last slot in use, from the metadata: ma_meta_end(). */
    static int metaEnd(long meta) {
        return (int) meta & META_MASK;
    }

    /** Returns the slot of the largest gap, from the metadata: ma_meta_gap(). */
    static int metaGap(long meta) {
        return (int) (meta >>> META_GAP_SHIFT) & META_MASK;
    }

    /** Returns the number of slots of a type: mt_slots. */
    static int slots(int type) {
        return type == LEAF ? LEAF_SLOTS : INNER_SLOTS;
    }

    /** Returns the number of pivots of a type: mt_pivots. */
    static int pivots(int type) {
        return slots(type) - 1;
    }

    /** Returns mt_min_slots of a type. */
    static int minSlots(int type) {
        return type == LEAF ? LEAF_MIN_SLOTS : INNER_MIN_SLOTS;
    }
}
