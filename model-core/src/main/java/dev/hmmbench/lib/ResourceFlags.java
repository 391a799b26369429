package dev.hmmbench.lib;

/**
 * The bits of a resource's flags that decide conflicts and type matches.
 *
 * <p>Models include/linux/ioport.h, 6.12 and 6.19 (same values). Fidelity: modelled.
 */
public final class ResourceFlags {

    /** {@code IORESOURCE_MEM}: an address range of memory space. */
    public static final int MEM = 0x0000_0200;
    /** {@code IORESOURCE_TYPE_BITS}: what a requested region inherits from its parent. */
    public static final int TYPE_BITS = 0x0000_1f00;
    /** {@code IORESOURCE_WINDOW}: forwarded by a bridge; printed only, it decides nothing. */
    public static final int WINDOW = 0x0020_0000;
    /** {@code IORESOURCE_MUXED}: may be waited for when busy. */
    public static final int MUXED = 0x0040_0000;
    /** {@code IORESOURCE_EXT_TYPE_BITS}: inherited like the type bits. */
    public static final int EXT_TYPE_BITS = 0x0100_0000;
    /** {@code IORESOURCE_SYSRAM}: marks System RAM. */
    public static final int SYSRAM = 0x0100_0000;
    /** {@code IORESOURCE_SYSTEM_RAM}. */
    public static final int SYSTEM_RAM = MEM | SYSRAM;
    /** {@code IORESOURCE_BUSY}: a driver or the kernel holds it; nobody may claim inside it. */
    public static final int BUSY = 0x8000_0000;

    private ResourceFlags() {}
}
