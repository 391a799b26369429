/**
 * The gate: decides whether a run may pass, against blessed runs of the same machine class. What is
 * exact is compared exactly, time only as a ratio inside one run; nothing compared is never a
 * pass. May depend on {@code compare}, {@code run} and {@code stats}; its self-test on
 * {@code synthetic}.
 */
@NullMarked
package dev.hmmbench.results.gate;

import org.jspecify.annotations.NullMarked;
