package dev.hmmbench.physmem;

import dev.hmmbench.memory.Memory;

/**
 * Doubly linked, circular lists of nodes in off-heap memory: a node is the address of two words,
 * next and previous. An empty list points at itself.
 *
 * <p>Models include/linux/list.h, 6.19. Fidelity: modelled (removed nodes are not poisoned).
 */
final class ListHead {

    static final int SIZE_BYTES = 16;

    private static final int NEXT = 0;
    private static final int PREVIOUS = 8;

    private ListHead() {}

    static void initialise(long head) {
        Memory.putLong(head + NEXT, head);
        Memory.putLong(head + PREVIOUS, head);
    }

    static boolean isEmpty(long head) {
        return Memory.getLong(head + NEXT) == head;
    }

    static long next(long node) {
        return Memory.getLong(node + NEXT);
    }

    static long previous(long node) {
        return Memory.getLong(node + PREVIOUS);
    }

    static void addFirst(long head, long node) {
        link(head, node, next(head));
    }

    static void addLast(long head, long node) {
        link(previous(head), node, head);
    }

    static void remove(long node) {
        long next = next(node);
        long previous = previous(node);
        Memory.putLong(previous + NEXT, next);
        Memory.putLong(next + PREVIOUS, previous);
    }

    private static void link(long previous, long node, long next) {
        Memory.putLong(next + PREVIOUS, node);
        Memory.putLong(node + NEXT, next);
        Memory.putLong(node + PREVIOUS, previous);
        Memory.putLong(previous + NEXT, node);
    }
}
