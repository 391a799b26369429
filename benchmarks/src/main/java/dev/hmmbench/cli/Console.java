package dev.hmmbench.cli;

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
}
