/**
 * The machine that device memory has to be placed in: its physical address map as
 * {@code /proc/iomem} shows it, the limits of its CPU and kernel, and a catalogue of machines. May
 * depend on {@code count}, {@code memory} and {@code lib}.
 */
@NullMarked
package dev.hmmbench.platform;

import org.jspecify.annotations.NullMarked;
