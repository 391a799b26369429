/**
 * What every room of this module shares: the exit codes of the command line and the exception that
 * carries one of them. Depends on nothing of ours.
 *
 * <p>Data flows one way through the rooms: {@code run} (files and records) and {@code stats} (plain
 * mathematics) feed {@code compare}; {@code gate} and {@code report} read comparisons only.
 */
@NullMarked
package dev.hmmbench.results;

import org.jspecify.annotations.NullMarked;
