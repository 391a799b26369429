/**
 * The physical side that both kernels share: the resource tree, the vmemmap of RAM, sections,
 * zones, the page allocator, the array of pagemaps. Depends on {@code count}, {@code memory},
 * {@code lib} and {@code platform}.
 */
@NullMarked
package dev.hmmbench.physmem;

import org.jspecify.annotations.NullMarked;
