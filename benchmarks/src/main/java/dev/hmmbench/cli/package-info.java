/** The commands of {@code ./hmmbench}: parsing, one class per command, exit codes. */
@NullMarked
package dev.hmmbench.cli;

import org.jspecify.annotations.NullMarked;
