/**
 * The operations that were recorded in the kernels, done once by the models and counted, so that
 * exact counters stand beside recorded instructions. May depend on {@code bench}, which opens the
 * models, and on the recorded figures in {@code results}.
 */
@NullMarked
package dev.hmmbench.work;

import org.jspecify.annotations.NullMarked;
