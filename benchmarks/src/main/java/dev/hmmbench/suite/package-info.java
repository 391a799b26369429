/**
 * The runner: which rows a suite has, in which order their forks run, how one fork is started and
 * read, and what happens when one fails, the disk is full or the user stops it.
 *
 * <p>May depend on {@code dev.hmmbench.bench}, {@code dev.hmmbench.model} and what stands below
 * it, {@code dev.hmmbench.results} and JMH; not on the commands.
 */
@NullMarked
package dev.hmmbench.suite;

import org.jspecify.annotations.NullMarked;
