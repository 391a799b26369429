package dev.hmmbench.mm;

/**
 * What a process tells the kernel about a range of its memory.
 *
 * <p>Models include/uapi/asm-generic/mman-common.h, 6.19. Fidelity: simplified (advice that nothing
 * here follows is left out).
 */
public enum Advice {
    /** The content is not needed any more. */
    DONTNEED,
    /** The content may go when memory is short, unless it is written again. */
    FREE,
    /** Huge pages are wanted. */
    HUGEPAGE,
    /** Huge pages are not wanted. */
    NOHUGEPAGE,
    /** Make huge pages of what is there, now. */
    COLLAPSE
}
