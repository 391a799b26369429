package dev.hmmbench.model;

/** How free numbers are searched: for an answer, or for a measurement. */
public enum SearchMode {
    /** The quickest way to the kernel's answer, with the kernel's counts. */
    FAST,
    /** The kernel's own way, step by step. */
    KERNEL
}
