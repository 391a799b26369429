package dev.hmmbench.lib;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The head of an {@link XArray}: nothing, the value of index 0, or the top node; and a node count.
 */
final class XaHead {

    private final AtomicReference<@Nullable Object> entry = new AtomicReference<>();
    private int nrNodes;

    /** Returns what the head holds. */
    @Nullable Object get() {
        return entry.getAcquire();
    }

    /** Publishes another head. */
    void set(@Nullable Object newEntry) {
        entry.setRelease(newEntry);
    }

    /** Returns the nodes of the array. */
    int nrNodes() {
        return nrNodes;
    }

    /** Counts nodes that came or, if negative, went. */
    void addNodes(int delta) {
        nrNodes += delta;
    }
}
