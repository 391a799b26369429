package dev.hmmbench.lib;

/**
 * What a resource is, where its flags do not say it.
 *
 * <p>Models include/linux/ioport.h, {@code IORES_DESC_*}, 6.12 and 6.19; the ordinals are the
 * kernel's values. Fidelity: modelled.
 */
public enum ResourceDescriptor {
    /** Nothing special; as a search argument it matches every descriptor. */
    NONE,
    /** Reserved for a crash kernel. */
    CRASH_KERNEL,
    /** Tables of the firmware. */
    ACPI_TABLES,
    /** Kept by the firmware across sleep. */
    ACPI_NV_STORAGE,
    /** Persistent memory. */
    PERSISTENT_MEMORY,
    /** Persistent memory found the old way. */
    PERSISTENT_MEMORY_LEGACY,
    /** Addresses taken for device-private memory, behind which nothing answers. */
    DEVICE_PRIVATE_MEMORY,
    /** Reserved by the firmware's map. */
    RESERVED,
    /** Set aside for a purpose by the firmware. */
    SOFT_RESERVED,
    /** A window of a CXL host bridge. */
    CXL
}
