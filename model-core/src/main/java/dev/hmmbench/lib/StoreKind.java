package dev.hmmbench.lib;

/**
 * The ways in which a store changes a maple tree.
 *
 * <p>Models include/linux/maple_tree.h, enum store_type, and lib/maple_tree.c, mas_prealloc_calc(),
 * 6.19. Fidelity: modelled.
 */
enum StoreKind {
    /** The range is that of one slot: its value is replaced. */
    EXACT_FIT(0),
    /** The last slot of a leaf is cut; in place, and never where readers must be safe. */
    APPEND(0),
    /** The number of slots stays: values and pivots are changed in place. */
    SLOT(0),
    /** A leaf is written anew. */
    NODE(0),
    /** The leaf becomes too full. */
    SPLIT(2),
    /** The leaf becomes too empty. */
    REBALANCE(2),
    /** The range reaches over the end of a leaf. */
    SPANNING(3),
    /** The range is the whole key space. */
    NEW_ROOT(0);

    private final int nodesPerLevel;

    StoreKind(int nodesPerLevel) {
        this.nodesPerLevel = nodesPerLevel;
    }

    /** Returns the nodes that a store asks for before it begins. */
    int nrNodes(int nrLevels, TreeMode mode) {
        return switch (this) {
            case EXACT_FIT, APPEND, SLOT -> 0;
            case NODE -> mode == TreeMode.RCU ? 1 : 0;
            case NEW_ROOT -> 1;
            case SPLIT, REBALANCE, SPANNING -> nrLevels * nodesPerLevel + 1;
        };
    }
}
