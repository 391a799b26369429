/**
 * What every design must do alike: scenarios of the kernel's own hmm-tests and of our own, and the
 * invariants behind them. Main code, so that the command line and the tests run the same. Depends
 * on {@code count}, {@code memory}, {@code lib}, {@code platform}, {@code physmem}, {@code model},
 * {@code mm} and {@code device}.
 */
@NullMarked
package dev.hmmbench.conformance;

import org.jspecify.annotations.NullMarked;
