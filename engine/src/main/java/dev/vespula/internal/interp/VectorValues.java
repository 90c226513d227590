package dev.vespula.internal.interp;

/**
 * Nodes that move vectors about. As an operand a node returns the low half of its vector and leaves the high half in
 * {@link Execution#high}.
 */
final class VectorValues {
    private VectorValues() {
    }

    /** The value of a global. */
    static final class GlobalGet extends Node {
        private final int global;
        private final int target;

        GlobalGet(int global, int target) {
            this.global = global;
            this.target = target;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            x.high = x.globals[global].high;
            return x.globals[global].bits;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = x.globals[global].bits;
            cells[fp + target + 1] = x.globals[global].high;
        }
    }

    /** Sets a global. */
    static final class GlobalSet extends Node {
        private final int global;
        private final Node value;

        GlobalSet(int global, Node value) {
            this.global = global;
            this.value = value;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.globals[global].bits = value.v128(x, cells, fp);
            x.globals[global].high = x.high;
        }
    }
}
