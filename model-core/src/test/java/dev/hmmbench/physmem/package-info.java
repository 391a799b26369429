/** Tests of the physical side that both kernels share. */
@NullMarked
package dev.hmmbench.physmem;

import org.jspecify.annotations.NullMarked;
