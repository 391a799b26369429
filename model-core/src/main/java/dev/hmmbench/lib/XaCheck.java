package dev.hmmbench.lib;

import static dev.hmmbench.lib.XaNode.CHUNK_SHIFT;
import static dev.hmmbench.lib.XaNode.CHUNK_SIZE;

/** Derives from an {@link XArray}'s slots what its nodes claim, and compares. */
final class XaCheck {

    private XaCheck() {}

    /** Checks the tree below its head and returns the number of its nodes. */
    static int check(XaNode head) {
        MapleCheck.that(head.parent == null, "parent of the head, at shift", head.shift);
        return checkNode(head);
    }

    private static int checkNode(XaNode node) {
        MapleCheck.that(node.shift % CHUNK_SHIFT == 0, "shift", node.shift);
        MapleCheck.that(node.count > 0, "empty node at shift", node.shift);
        int nrNodes = 1;
        int nrUsed = 0;
        for (int slot = 0; slot < CHUNK_SIZE; slot++) {
            Object entry = node.get(slot);
            nrUsed += entry == null ? 0 : 1;
            if (entry instanceof XaNode.Sibling sibling) {
                MapleCheck.that(sibling.offset() < slot, "sibling before its value", slot);
                MapleCheck.that(node.get(sibling.offset()) instanceof Long, "sibling of", slot);
                Object before = node.get(slot - 1);
                boolean isTouching = sibling.offset() == slot - 1 || sibling.equals(before);
                MapleCheck.that(isTouching, "hole before sibling", slot);
            }
            if (entry instanceof XaNode child) {
                MapleCheck.that(child.parent == node, "parent of the node in slot", slot);
                MapleCheck.that(child.offset == slot, "offset of the node in slot", slot);
                MapleCheck.that(child.shift == node.shift - CHUNK_SHIFT, "shift below", slot);
                nrNodes += checkNode(child);
            }
        }
        MapleCheck.that(nrUsed == node.count, "slots in use", nrUsed);
        return nrNodes;
    }
}
