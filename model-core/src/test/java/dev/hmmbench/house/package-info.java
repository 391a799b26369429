/** Tests of the house itself: which room may use which, and how long files may be. */
@NullMarked
package dev.hmmbench.house;

import org.jspecify.annotations.NullMarked;
