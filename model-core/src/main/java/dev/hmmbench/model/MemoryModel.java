package dev.hmmbench.model;

import dev.hmmbench.count.Counters;

/**
 * One design of device-private memory, opened on one machine. Closing it removes what is left.
 *
 * <p>Unless a variant says otherwise, creation and removal are for one thread at a time; lookups
 * may run beside each other, and beside a creation or removal only as safely as the design itself
 * allows.
 */
public interface MemoryModel extends AutoCloseable {

    /** Returns the name it was opened under. */
    String name();

    /** Returns creation and removal of pagemaps. */
    Lifecycle lifecycle();

    /** Returns the conversion between device page numbers and struct pages. */
    Numbers numbers();

    /** Returns the words that carry page numbers through the kernel. */
    Carriers carriers();

    /** Returns the event counts of this model and of the physical memory below it. */
    Counters counters();

    /** Returns bytes of the tree that leads from numbers to pagemaps; 0 where there is none. */
    default long treeBytes() {
        return 0;
    }

    /**
     * Re-derives every total and walks every structure.
     *
     * @throws AssertionError naming the first broken invariant
     */
    void validate();

    /** Removes every pagemap that is left and gives all memory back. */
    @Override
    void close();
}
