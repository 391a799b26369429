/**
 * The contract: what a design of device-private memory must offer, and all that benchmarks and the
 * shared mm may name of it. A third party adds a design by implementing {@link
 * dev.hmmbench.model.ModelProvider}. Depends on {@code count}, {@code memory}, {@code platform} and
 * {@code physmem}.
 *
 * <p>Numbers travel as {@code long} with their kind in the name: {@code page} is the address of a
 * struct page, {@code number} is a device page number (a PFN in the legacy design, an offset in the
 * new one), {@code pfn} is a page frame number of RAM, {@code mpfn} a migrate pfn, {@code hmmPfn}
 * an HMM pfn, {@code entry} a page-table entry that is not present. Objects per page would put the
 * cost of Java into the figures.
 */
@NullMarked
package dev.hmmbench.model;

import org.jspecify.annotations.NullMarked;
