package dev.hmmbench.devprivate;

import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.SwapEntryCode;
import java.util.Arrays;

/**
 * The type numbers of entries that are not present, with all optional kinds configured: 21 swap
 * files, and a second family of migration entries for device-private pages.
 *
 * <p>Models include/linux/swap.h, v6 of the series. Fidelity: modelled.
 */
final class DevicePrivateLeafTypes {

    /** MAX_SWAPFILES. */
    static final int MAX_SWAP_FILES = 21;

    private static final LeafKind[] KINDS = {
        LeafKind.HWPOISON,
        LeafKind.MIGRATION_READ,
        LeafKind.MIGRATION_READ_EXCLUSIVE,
        LeafKind.MIGRATION_WRITE,
        LeafKind.DEVICE_WRITE,
        LeafKind.DEVICE_READ,
        LeafKind.DEVICE_EXCLUSIVE,
        LeafKind.MIGRATION_DEVICE_READ,
        LeafKind.MIGRATION_DEVICE_READ_EXCLUSIVE,
        LeafKind.MIGRATION_DEVICE_WRITE,
        LeafKind.PTE_MARKER
    };
    private static final LeafKind[] KIND_BY_TYPE = new LeafKind[32];
    private static final int[] TYPE_BY_KIND = new int[LeafKind.values().length];

    static {
        assert MAX_SWAP_FILES + KINDS.length == KIND_BY_TYPE.length;
        Arrays.fill(KIND_BY_TYPE, LeafKind.SWAP);
        for (int i = 0; i < KINDS.length; i++) {
            KIND_BY_TYPE[MAX_SWAP_FILES + i] = KINDS[i];
            TYPE_BY_KIND[KINDS[i].ordinal()] = MAX_SWAP_FILES + i;
        }
    }

    private DevicePrivateLeafTypes() {}

    static LeafKind kindOf(long entry) {
        return KIND_BY_TYPE[SwapEntryCode.typeOf(entry)];
    }

    /** Returns the number of a kind; for real swap entries that of the first file. */
    static int typeOf(LeafKind kind) {
        return TYPE_BY_KIND[kind.ordinal()];
    }

    /** Tells whether the number of an entry of this kind is a device-private offset. */
    static boolean isDeviceNumber(LeafKind kind) {
        return switch (kind) {
            case DEVICE_WRITE, DEVICE_READ, MIGRATION_DEVICE_READ,
                    MIGRATION_DEVICE_READ_EXCLUSIVE, MIGRATION_DEVICE_WRITE -> true;
            default -> false;
        };
    }
}
