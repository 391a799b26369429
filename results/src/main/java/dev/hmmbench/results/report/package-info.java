/**
 * The report: one model of sections and blocks, built from a comparison, and the renderers of it.
 * A renderer knows no statistics and a section knows no format, so each new section appears in
 * every format and each new format shows every section. A picture is a block with data and the name
 * of the drawing module that the page loads; beside each picture stands a table with its numbers.
 * May depend on {@code compare}, {@code gate}, {@code kernel}, {@code run} and {@code stats}.
 */
@NullMarked
package dev.hmmbench.results.report;

import org.jspecify.annotations.NullMarked;
