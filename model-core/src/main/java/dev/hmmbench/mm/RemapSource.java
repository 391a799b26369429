package dev.hmmbench.mm;

/**
 * What becomes of the range that mremap() moved memory away from.
 *
 * <p>Models mm/mremap.c, MREMAP_DONTUNMAP, 6.19. Fidelity: modelled.
 */
public enum RemapSource {
    /** Nothing is mapped there any more. */
    UNMAPPED,
    /** The range stays, empty: MREMAP_DONTUNMAP. */
    KEPT
}
