/**
 * Exact event counts: how often a model did what the kernel would have done. Depends on nothing.
 *
 * <p>Counts are the portable half of every comparison: the same seed and the same work give the
 * same numbers on every machine, while times belong to the machine that took them.
 */
@NullMarked
package dev.hmmbench.count;

import org.jspecify.annotations.NullMarked;
