package dev.hmmbench.lib;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What must be done, last change first, to take back an unfinished store. */
final class XaUndo {

    private final XaHead head;
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Creates the record of one array. */
    XaUndo(XaHead head) {
        this.head = head;
    }

    /** Remembers the head. */
    void head() {
        Object old = head.get();
        steps.push(() -> head.set(old));
    }

    /** Remembers a slot. */
    void slot(XaNode node, int slot) {
        Object old = node.get(slot);
        steps.push(() -> node.slots.setRelease(slot, old));
    }

    /** Remembers how many slots a node uses. */
    void count(XaNode node) {
        int old = node.count;
        steps.push(() -> node.count = old);
    }

    /** Remembers where a node hangs. */
    void parent(XaNode node) {
        @Nullable XaNode old = node.parent;
        int offset = node.offset;
        steps.push(() -> {
            node.parent = old;
            node.offset = offset;
        });
    }

    /** Remembers that a node was allocated. */
    void allocation() {
        steps.push(() -> head.addNodes(-1));
    }

    /** Remembers that a node was freed. */
    void freeing() {
        steps.push(() -> head.addNodes(1));
    }

    /** Forgets all: the store is finished. */
    void forget() {
        steps.clear();
    }

    /** Takes everything back. */
    void rollBack() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
