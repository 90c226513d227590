package dev.vespula.bindings;

import java.util.List;

/**
 * What was read is well-formed and valid, but there can be no Java for all of it: because the library cannot bind it, Java has no room
 * for it, or what was asked for is not in it.
 *
 * @see Bindings
 */
public final class BindingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> reasons;

    /**
     * An exception with everything that cannot be.
     *
     * @param input what was read
     * @param reasons a line for each place; at least one
     */
    public BindingsException(String input, List<String> reasons) {
        super("there can be no bindings for " + input + ":\n  " + String.join("\n  ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** What cannot be, a line for each place. */
    public List<String> reasons() {
        return reasons;
    }
}
