/** Tests of the report, on runs made up from a seed. */
@NullMarked
package dev.hmmbench.results.report;

import org.jspecify.annotations.NullMarked;
