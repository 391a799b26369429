/** Tests of the benchmarks: that both sides of every comparison do the same work. */
@NullMarked
package dev.hmmbench.bench;

import org.jspecify.annotations.NullMarked;
