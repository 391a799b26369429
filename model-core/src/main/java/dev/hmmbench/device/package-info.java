/**
 * Drivers of simulated devices with memory of their own, written against the core mm as real
 * drivers are. Depends on {@code count}, {@code memory}, {@code lib}, {@code platform}, {@code
 * physmem}, {@code model} and {@code mm}.
 */
@NullMarked
package dev.hmmbench.device;

import org.jspecify.annotations.NullMarked;
