/**
 * Statistics on plain numbers: it knows nothing of rows, arms or files. The unit of replication is
 * the round; what comes in is one log-ratio per round. Depends on Commons Math for distributions.
 */
@NullMarked
package dev.hmmbench.results.stats;

import org.jspecify.annotations.NullMarked;
