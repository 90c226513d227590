package dev.vespula.buildtool;

import java.util.List;

/** A step cannot be done. The message has a line for each file that is at fault: the file, the place in it, the reason. */
public final class BuildFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** A failure with one line for each fault. */
    public BuildFailure(List<String> faults, Throwable cause) {
        super(String.join("\n", faults), cause);
    }

    /** A failure because of one thing. */
    public BuildFailure(String fault, Throwable cause) {
        super(fault, cause);
    }
}
