/** Tests of the counted work. */
@NullMarked
package dev.hmmbench.work;

import org.jspecify.annotations.NullMarked;
