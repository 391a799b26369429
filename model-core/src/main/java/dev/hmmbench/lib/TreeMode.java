package dev.hmmbench.lib;

/**
 * Whether a maple tree's writers think of readers that walk it at the same time. Readers walk in
 * the same way, at the same cost, in both.
 *
 * <p>Models lib/maple_tree.c, mt_in_rcu(), 6.19. Fidelity: modelled.
 */
public enum TreeMode {
    /**
     * The tree of the series as posted ({@code MT_FLAGS_ALLOC_RANGE} alone): leaves are rewritten
     * where they lie. A lookup at the same time can see a half written leaf and return nothing, a
     * value of another range, or a leaf's metadata (a small integer).
     */
    IN_PLACE,
    /**
     * The tree with {@code MT_FLAGS_USE_RCU}: a change that a reader could see half done goes to a
     * copy of the leaf, which one store then publishes.
     */
    RCU
}
