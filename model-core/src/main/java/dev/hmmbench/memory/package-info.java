/**
 * Off-heap memory and the layout of what lies in it. The only package that imports
 * {@code java.lang.foreign}; it takes and returns addresses and values, never segments. Depends on
 * {@code count} alone.
 *
 * <p>An address is a {@code long}: an absolute virtual address of this process. Nothing here
 * allocates a Java object per access, so that loops over struct pages reach the speed of C.
 */
@NullMarked
package dev.hmmbench.memory;

import org.jspecify.annotations.NullMarked;
