/**
 * The contract test: what every design must do, run by each model's module on the models that its
 * class path offers.
 */
@NullMarked
package dev.hmmbench.model;

import org.jspecify.annotations.NullMarked;
