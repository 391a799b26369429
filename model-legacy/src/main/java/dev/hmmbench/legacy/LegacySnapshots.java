package dev.hmmbench.legacy;

import dev.hmmbench.model.Snapshots;

/**
 * Page snapshots that hold a PFN.
 *
 * <p>Models mm/util.c, snapshot_page(), 6.19. Fidelity: simplified (number and flags alone).
 */
final class LegacySnapshots implements Snapshots {

    private final LegacyNumbers numbers;

    LegacySnapshots(LegacyNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public long numberOf(long page) {
        return numbers.pfnOfAny(page);
    }

    @Override
    public int flagsOf(long page) {
        return FAITHFUL;
    }
}
