/**
 * Runs made up from a seed, with a truth that is known: for the gate's self-test, for simulations
 * and for tests. Nothing here is ever mixed with measured data. May depend on {@code run}.
 */
@NullMarked
package dev.hmmbench.results.synthetic;

import org.jspecify.annotations.NullMarked;
