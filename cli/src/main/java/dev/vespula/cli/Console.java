package dev.vespula.cli;

import dev.vespula.internal.names.PrintableName;
import java.io.InputStream;
import java.io.PrintStream;

/** The standard streams a command works with; tests pass their own. */
record Console(InputStream in, PrintStream out, PrintStream err) {
    /** Writes one line to standard error, marked as coming from this program. */
    void error(String message) {
        // Names of files, and whatever else may be in a message, cannot drive the terminal.
        err.println("vespula: " + PrintableName.lines(message));
    }

    /** Whether all that was written has arrived. If not, that is told; print streams keep it to themselves. */
    boolean isComplete() {
        if (!out.checkError()) {
            return true;
        }
        String reason = out instanceof StandardOutput standard ? standard.failure() : null;
        error("cannot write to standard output" + (reason == null ? "" : ": " + reason));
        return false;
    }
}
