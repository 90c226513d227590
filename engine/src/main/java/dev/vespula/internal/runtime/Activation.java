package dev.vespula.internal.runtime;

import java.util.List;

/**
 * A suspended activation apart from the machine that ran it: what {@link MachineStack#activation} gives and
 * {@link Executor#restore} takes.
 *
 * @param frames the calls that are under way, outermost first
 * @param cells  the numeric slots in use
 * @param refs   the reference slots in use, as many as {@code cells}; {@code null} if nothing uses references
 * @param base   first slot of the window of {@code host}
 * @param host   the host function that suspended the activation, or {@code null} if a charge of fuel did
 */
public record Activation(List<Frame> frames, long[] cells, Object[] refs, int base, HostFunctionInstance host) {
    /**
     * A call of a function.
     *
     * @param instance    the instance it runs in
     * @param function    index of the function
     * @param pc    position in its IR: of the call it waits for, or, in the last frame, where it goes on
     * @param slots       where its slots begin
     * @param fingerprint of its IR: positions mean something only in the same IR
     */
    public record Frame(ModuleInstance instance, int function, int pc, int slots, int fingerprint) {}

    /** The activation does not fit the code of the functions in it. */
    public static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1;

        private final Kind kind;

        /** A mismatch. */
        public Mismatch(Kind kind, String message) {
            super(message);
            this.kind = kind;
        }

        /** What does not fit. */
        public Kind kind() {
            return kind;
        }

        /** What may not fit. */
        public enum Kind {
            /** The functions were translated otherwise: another version of the engine, or another configuration. */
            OTHER_CODE,
            /** The stacks are larger than the configuration allows. */
            TOO_LARGE,
            /** The stacks contradict the code. */
            IMPOSSIBLE
        }
    }
}
