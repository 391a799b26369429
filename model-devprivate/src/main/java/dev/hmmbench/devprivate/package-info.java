/**
 * The new design: device-private memory in an index space of its own, its struct pages in ordinary
 * arrays, found through a maple tree. Its one public class is the provider; depends on model-core
 * alone.
 */
@NullMarked
package dev.hmmbench.devprivate;

import org.jspecify.annotations.NullMarked;
