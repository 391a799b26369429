/** Tests of the fuzzer that need both designs at once. */
@NullMarked
package dev.hmmbench.conformance;

import org.jspecify.annotations.NullMarked;
