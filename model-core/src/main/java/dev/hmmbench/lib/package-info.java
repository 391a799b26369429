/**
 * The kernel's own data structures (its {@code lib/} and {@code kernel/resource.c}), each with a
 * {@code validate()} that re-derives what it claims. May depend on {@code count} and
 * {@code memory}.
 *
 * <p>Ends inside these structures are inclusive, as the kernel's are, and named {@code last};
 * addresses and sizes are unsigned 64-bit values in a {@code long}.
 */
@NullMarked
package dev.hmmbench.lib;

import org.jspecify.annotations.NullMarked;
