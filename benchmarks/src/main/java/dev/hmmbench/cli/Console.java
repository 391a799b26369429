package dev.hmmbench.cli;

import dev.hmmbench.suite.Progress;
import dev.hmmbench.suite.ProgressDisplay;
import java.io.PrintStream;
import java.util.List;

/**
 * Where a command speaks to, and how it was called.
 *
 * @param out for results
 * @param err for progress and errors
 * @param terminal what both are
 * @param args the whole command line
 */
record Console(PrintStream out, PrintStream err, Terminal terminal, List<String> args) {

    /** Makes the list unmodifiable. */
    Console {
        args = List.copyOf(args);
    }

    /** Returns a display of progress on standard error. */
    Progress progress() {
        return new ProgressDisplay(err, terminal.isErrTerminal()
                ? ProgressDisplay.Target.TERMINAL : ProgressDisplay.Target.LINES,
                terminal.columns());
    }
}
