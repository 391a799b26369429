package dev.hmmbench.lib;

import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link ResourceTree}: a named range of addresses.
 *
 * <p>Models include/linux/ioport.h, {@code struct resource}, 6.12 and 6.19. Fidelity: modelled.
 * Only its tree links and unlinks it; a node that was released is dead.
 */
public final class Resource {

    private final String name;
    private final long start;
    long last;
    int flags;
    ResourceDescriptor descriptor;
    @Nullable Resource parent;
    @Nullable Resource sibling;
    @Nullable Resource child;

    /**
     * Creates a node outside any tree.
     *
     * @param name what {@code /proc/iomem} prints
     * @param start first address, unsigned
     * @param last last address, unsigned and inclusive
     * @param flags bits of {@link ResourceFlags}
     * @param descriptor what the range is
     */
    public Resource(
            String name, long start, long last, int flags, ResourceDescriptor descriptor) {
        this.name = name;
        this.start = start;
        this.last = last;
        this.flags = flags;
        this.descriptor = descriptor;
    }

    /** Returns the name that {@code /proc/iomem} prints. */
    public String name() {
        return name;
    }

    /** Returns the first address, unsigned. */
    public long start() {
        return start;
    }

    /** Returns the last address, unsigned and inclusive. */
    public long last() {
        return last;
    }

    /** Returns the bits of {@link ResourceFlags}. */
    public int flags() {
        return flags;
    }

    /** Returns what the range is. */
    public ResourceDescriptor descriptor() {
        return descriptor;
    }

    /** Returns the first node inside this one, or null for a leaf; nodes follow by address. */
    public @Nullable Resource child() {
        return child;
    }

    /** Returns the next node of the same parent, or null for the last. */
    public @Nullable Resource sibling() {
        return sibling;
    }

    /** Returns the node around this one, or null for a root or an unlinked node. */
    public @Nullable Resource parent() {
        return parent;
    }

    /** Returns whether any address is in both this node and {@code [otherStart, otherLast]}. */
    public boolean overlaps(long otherStart, long otherLast) {
        return Long.compareUnsigned(start, otherLast) <= 0
                && Long.compareUnsigned(last, otherStart) >= 0;
    }

    /** Returns whether all of {@code [otherStart, otherLast]} is inside this node. */
    public boolean contains(long otherStart, long otherLast) {
        return Long.compareUnsigned(start, otherStart) <= 0
                && Long.compareUnsigned(last, otherLast) >= 0;
    }

    /** Returns whether the node is of a kind; flags 0 with descriptor NONE match every node. */
    boolean matches(int wantedFlags, ResourceDescriptor wanted) {
        return (flags & wantedFlags) == wantedFlags
                && (wanted == ResourceDescriptor.NONE || wanted == descriptor);
    }

    /**
     * Returns the range as the kernel's log prints it: {@code [mem 0x00001000-0x0009fbff]}.
     *
     * <p>Models lib/vsprintf.c, resource_string() for {@code %pR}, 6.12. Fidelity: simplified
     * (memory resources only, of the trailing words only {@code window}).
     */
    @Override
    public String toString() {
        String window = (flags & ResourceFlags.WINDOW) != 0 ? " window" : "";
        return String.format("[mem 0x%08x-0x%08x%s]", start, last, window);
    }
}
