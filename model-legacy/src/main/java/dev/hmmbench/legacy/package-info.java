/**
 * The legacy design: device-private memory as holes of the physical address space, its struct pages
 * in the vmemmap. Its one public class is the provider; depends on model-core alone.
 */
@NullMarked
package dev.hmmbench.legacy;

import org.jspecify.annotations.NullMarked;
