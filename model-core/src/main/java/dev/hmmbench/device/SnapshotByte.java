package dev.hmmbench.device;

/**
 * What the snapshot command says of one page: a kind, and a permission.
 *
 * <p>Models lib/test_hmm_uapi.h, 6.19. Fidelity: modelled.
 */
public final class SnapshotByte {

    /** The address cannot be accessed. */
    public static final int ERROR = 0xff;
    /** Nothing is mapped. */
    public static final int NONE = 0;
    /** May be read. */
    public static final int READ = 1;
    /** May be written. */
    public static final int WRITE = 2;
    /** Mapped by a huge entry of 2 MiB. */
    public static final int PMD = 4;
    /** Mapped by a huge entry of 1 GiB. */
    public static final int PUD = 8;
    /** The zero page. */
    public static final int ZERO = 0x10;
    /** Private memory of the device that looks. */
    public static final int DEVICE_PRIVATE_LOCAL = 0x20;
    /** Private memory of another device. */
    public static final int DEVICE_PRIVATE_REMOTE = 0x30;
    /** Coherent memory of the device that looks. */
    public static final int DEVICE_COHERENT_LOCAL = 0x40;
    /** Coherent memory of another device. */
    public static final int DEVICE_COHERENT_REMOTE = 0x50;

    private SnapshotByte() {}
}
