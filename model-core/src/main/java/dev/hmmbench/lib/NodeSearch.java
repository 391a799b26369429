package dev.hmmbench.lib;

import dev.hmmbench.count.Counters;

/** How a lookup finds its slot inside a node. Updates search one after the other in any case. */
public enum NodeSearch {
    /** One pivot after the other, as the kernel does. */
    LINEAR,
    /** By a binary search without branches: a what-if. */
    BRANCH_FREE;

    /** Returns the read side of a tree that searches so. */
    MapleWalk newWalk(MapleArena arena, Counters counters) {
        return this == LINEAR ? LinearWalk.create(arena, counters)
                : BranchFreeWalk.create(arena, counters);
    }
}
