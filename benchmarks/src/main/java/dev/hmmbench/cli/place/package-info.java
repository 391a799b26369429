/**
 * The commands that answer where device memory can be placed, without timing anything: {@code
 * place}, its replay of recorded kernels, and {@code platforms}. Names models only through the
 * contract.
 */
@NullMarked
package dev.hmmbench.cli.place;

import org.jspecify.annotations.NullMarked;
