package dev.hmmbench.legacy;

import dev.hmmbench.model.LeafKind;
import dev.hmmbench.model.SwapEntryCode;
import java.util.Arrays;

/**
 * The type numbers of entries that are not present, with all optional kinds configured: 24 swap
 * files, and one family of migration entries for RAM and devices.
 *
 * <p>Models include/linux/swap.h, 6.19. Fidelity: modelled.
 */
final class LegacyLeafTypes {

    /** MAX_SWAPFILES. */
    static final int MAX_SWAP_FILES = 24;

    private static final LeafKind[] KINDS = {
        LeafKind.HWPOISON,
        LeafKind.MIGRATION_READ,
        LeafKind.MIGRATION_READ_EXCLUSIVE,
        LeafKind.MIGRATION_WRITE,
        LeafKind.DEVICE_WRITE,
        LeafKind.DEVICE_READ,
        LeafKind.DEVICE_EXCLUSIVE,
        LeafKind.PTE_MARKER
    };
    private static final int NONE = -1;
    private static final LeafKind[] KIND_BY_TYPE = new LeafKind[32];
    private static final int[] TYPE_BY_KIND = new int[LeafKind.values().length];

    static {
        assert MAX_SWAP_FILES + KINDS.length == KIND_BY_TYPE.length;
        Arrays.fill(KIND_BY_TYPE, LeafKind.SWAP);
        Arrays.fill(TYPE_BY_KIND, NONE);
        TYPE_BY_KIND[LeafKind.SWAP.ordinal()] = 0;
        for (int i = 0; i < KINDS.length; i++) {
            KIND_BY_TYPE[MAX_SWAP_FILES + i] = KINDS[i];
            TYPE_BY_KIND[KINDS[i].ordinal()] = MAX_SWAP_FILES + i;
        }
    }

    private LegacyLeafTypes() {}

    static LeafKind kindOf(long entry) {
        return KIND_BY_TYPE[SwapEntryCode.typeOf(entry)];
    }

    /** Returns the number of a kind; for real swap entries that of the first file. */
    static int typeOf(LeafKind kind) {
        int type = TYPE_BY_KIND[kind.ordinal()];
        if (type == NONE) {
            throw new IllegalArgumentException("this design has no " + kind + " entries");
        }
        return type;
    }
}
