/** Tests of the house as a whole, where all modules are in sight. */
@NullMarked
package dev.hmmbench.house;

import org.jspecify.annotations.NullMarked;
