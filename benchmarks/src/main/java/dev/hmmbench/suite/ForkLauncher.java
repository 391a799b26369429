package dev.hmmbench.suite;

import dev.hmmbench.results.run.ForkRecord;
import dev.hmmbench.results.run.PendingFork;

/** Starts one fork, waits for its end and reads what it measured. */
@FunctionalInterface
public interface ForkLauncher {

    /**
     * Measures one fork.
     *
     * @param steps is told of each iteration that ended
     * @return what it measured; or that it failed, with the cause in one line
     */
    ForkRecord launch(PendingFork fork, Runnable steps);
}
