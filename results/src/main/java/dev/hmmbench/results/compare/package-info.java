/**
 * Comparisons: what the records of a run, or of two, say about the designs. Pure data that any
 * number of renderers and the gate read; nothing here knows of text, colours or files. May depend
 * on {@code run} and {@code stats}.
 */
@NullMarked
package dev.hmmbench.results.compare;

import org.jspecify.annotations.NullMarked;
