/**
 * What is measured: one class per benchmark, driven by JMH in a fork of its own, or once and
 * without JMH where exact counters are taken and where a test runs every row.
 *
 * <p>May depend on {@code dev.hmmbench.model} and what stands below it; names no model, finds them
 * through {@link dev.hmmbench.model.Models}.
 */
@NullMarked
package dev.hmmbench.bench;

import org.jspecify.annotations.NullMarked;
