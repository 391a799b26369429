/**
 * The recorded kernels' figures: Linux 6.19.6 without and with the 13 patches of the series, v6.
 * They are instruction counts of an emulated guest, never time; whoever shows one says so with
 * {@link dev.hmmbench.results.kernel.KernelFigures#ORIGIN}. The data lies in
 * {@code results/baseline/kernel}. May depend on {@code run}.
 */
@NullMarked
package dev.hmmbench.results.kernel;

import org.jspecify.annotations.NullMarked;
