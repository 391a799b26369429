package dev.hmmbench.device;

import dev.hmmbench.mm.MigrateVma;

/**
 * What kind of memory a test device has.
 *
 * <p>Models lib/test_hmm_uapi.h, the HMM_DMIRROR_MEMORY_DEVICE_ types, 6.19. Fidelity: modelled.
 */
public enum MemoryKind {
    /** Only the device can access it. */
    PRIVATE(MigrateVma.SELECT_DEVICE_PRIVATE),
    /** The CPU can access it too. */
    COHERENT(MigrateVma.SELECT_DEVICE_COHERENT);

    private final int select;

    MemoryKind(int select) {
        this.select = select;
    }

    /** Returns the flag that makes a migration take pages of this kind. */
    int select() {
        return select;
    }
}
