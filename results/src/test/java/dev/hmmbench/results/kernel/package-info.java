/** Tests of the recorded kernels' figures. */
@NullMarked
package dev.hmmbench.results.kernel;

import org.jspecify.annotations.NullMarked;
