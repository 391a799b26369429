package dev.hmmbench.device;

import dev.hmmbench.mm.CoreMm;
import dev.hmmbench.model.HmmPfns;

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

    private static final int PMD_ORDER = 9;
    private static final int PUD_ORDER = 18;

    private SnapshotByte() {}

    /**
     * Returns the byte of an {@link HmmPfns} word, as a device sees it. Models dmirror_mkentry().
     */
    static int of(CoreMm core, DmirrorDevice device, long word) {
        if ((word & HmmPfns.ERROR) != 0) {
            return ERROR;
        }
        if ((word & HmmPfns.VALID) == 0) {
            return NONE;
        }
        long page = core.hmmPfns().pageOf(word);
        int kind = NONE;
        if (core.isDevicePrivate(page)) {
            kind = device.owns(page) ? DEVICE_PRIVATE_LOCAL : DEVICE_PRIVATE_REMOTE;
        } else if (core.isDeviceCoherent(page)) {
            kind = device.owns(page) ? DEVICE_COHERENT_LOCAL : DEVICE_COHERENT_REMOTE;
        } else if (core.isZeroPage(page)) {
            kind = ZERO;
        }
        return kind | ((word & HmmPfns.WRITE) != 0 ? WRITE : READ)
                | levelOf(core.hmmPfns().orderOf(word));
    }

    private static int levelOf(int order) {
        return switch (order) {
            case PMD_ORDER -> PMD;
            case PUD_ORDER -> PUD;
            default -> 0;
        };
    }
}
