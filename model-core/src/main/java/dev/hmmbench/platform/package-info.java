/**
 * The machine: its physical memory map, how wide its addresses are, and where they end. Depends on
 * {@code count}, {@code memory} and {@code lib}.
 */
@NullMarked
package dev.hmmbench.platform;

import org.jspecify.annotations.NullMarked;
