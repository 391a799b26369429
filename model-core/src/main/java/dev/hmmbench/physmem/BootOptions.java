package dev.hmmbench.physmem;

import dev.hmmbench.memory.PageFlags;

/**
 * How the modelled kernel was built and booted, as far as it matters here.
 *
 * @param managedBytes bytes of System RAM that the page allocator hands out and that are really
 *     there
 * @param backing whether they are touched at boot
 * @param devicePrivate whether CONFIG_DEVICE_PRIVATE is set
 * @param nrNodes memory nodes; RAM lies on node 0
 */
public record BootOptions(
        long managedBytes, Backing backing, DevicePrivateSupport devicePrivate, int nrNodes) {

    /** Whether the kernel was built with CONFIG_DEVICE_PRIVATE. */
    public enum DevicePrivateSupport {
        /** It was. */
        CONFIGURED,
        /** It was not: every pagemap of this type is refused. */
        ABSENT
    }

    /** Checks the ranges. */
    public BootOptions {
        if (managedBytes < PageAllocator.LARGEST_BLOCK_BYTES) {
            throw new IllegalArgumentException("only " + managedBytes + " bytes of managed RAM");
        }
        if (nrNodes < 1 || nrNodes > PageFlags.MAX_NODES) {
            throw new IllegalArgumentException(nrNodes + " memory nodes");
        }
    }

    /** Returns memory of the given size and state, and everything configured. */
    public static BootOptions of(long managedBytes, Backing backing) {
        return new BootOptions(
                managedBytes, backing, DevicePrivateSupport.CONFIGURED, PageFlags.MAX_NODES);
    }

    /** Returns touched memory of the given size, and everything configured. */
    public static BootOptions pooled(long managedBytes) {
        return of(managedBytes, Backing.POOLED);
    }

    /** Returns untouched memory of the given size, and everything configured. */
    public static BootOptions fresh(long managedBytes) {
        return of(managedBytes, Backing.FRESH);
    }

    /** Returns the same without CONFIG_DEVICE_PRIVATE. */
    public BootOptions withoutDevicePrivate() {
        return new BootOptions(managedBytes, backing, DevicePrivateSupport.ABSENT, nrNodes);
    }
}
