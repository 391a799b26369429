/**
 * Run folders: the records of one run and the files that hold them. {@code plan.json} says what
 * was to be measured, {@code environment.json} where, {@code journal.ndjson} holds one line per
 * finished fork, {@code counters.json} the exact counters, {@code *.hlog} latency histograms.
 *
 * <p>The writer checks nothing twice: a record cannot be built with a value that makes no sense,
 * so what is read back has passed the same checks. May depend on {@code dev.hmmbench.results}.
 */
@NullMarked
package dev.hmmbench.results.run;

import org.jspecify.annotations.NullMarked;
