package dev.vespula.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** The standard streams a command works with; tests pass their own. */
record Console(InputStream in, PrintStream out, PrintStream err) {
    /** Writes one line to standard error, marked as coming from this program. */
    void error(String message) {
        err.println("vespula: " + message);
    }
}
