/**
 * The core mm that both kernels share: address spaces with real page tables, faults, anonymous
 * memory and its reverse map, and migration between RAM and device memory. Depends on {@code
 * count}, {@code memory}, {@code lib}, {@code platform}, {@code physmem} and {@code model}.
 *
 * <p>Where the two kernels call different helpers, the functions here call the contract
 * ({@link dev.hmmbench.model}), exactly once for each call of the kernel: the number of tree walks
 * of an operation follows from the code, it is nowhere stated.
 *
 * <p>Lock order, outermost first: mmap lock, notifier bracket, folio lock, anon_vma lock,
 * page-table lock. Collecting only tries folio locks; faults that meet one start over.
 */
@NullMarked
package dev.hmmbench.mm;

import org.jspecify.annotations.NullMarked;
