package dev.vespula.internal.interp;

import dev.vespula.internal.runtime.LinearMemory;

/**
 * Nodes that move vectors about. As an operand a node returns the low half of its vector and leaves the high half in
 * {@link Execution#high}.
 */
final class VectorValues {
    private VectorValues() {
    }

    /** Loads from memory 0 what the fast path of a node does not cover, or traps. */
    static long slowLoad(Execution x, long address) {
        LinearMemory memory = x.instance.memories[0];
        memory.check(address, 2 * Long.BYTES);
        x.high = memory.load64(address + Long.BYTES);
        return memory.load64(address);
    }

    /** The vector in two slots. */
    static final class Slot extends Node {
        private final int slot;

        Slot(int slot) {
            this.slot = slot;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            x.high = cells[fp + slot + 1];
            return cells[fp + slot];
        }
    }

    /** A constant. */
    static final class Const extends Node {
        private final long low;
        private final long high;
        private final int target;

        Const(long low, long high, int target) {
            this.low = low;
            this.high = high;
            this.target = target;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            x.high = high;
            return low;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = low;
            cells[fp + target + 1] = high;
        }
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

    /** One of two vectors. Both are evaluated, in order: either may trap. */
    static final class Select extends Node {
        private final Node a;
        private final Node b;
        private final Node condition;
        private final int target;

        Select(Node a, Node b, Node condition, int target) {
            this.a = a;
            this.b = b;
            this.condition = condition;
            this.target = target;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            long al = a.v128(x, cells, fp);
            long ah = x.high;
            long bl = b.v128(x, cells, fp);
            long bh = x.high;
            boolean first = condition.i32(x, cells, fp) != 0;
            x.high = first ? ah : bh;
            return first ? al : bl;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = v128(x, cells, fp);
            cells[fp + target + 1] = x.high;
        }
    }

    /** Copies two slots. */
    static final class Copy extends Node {
        private final int target;
        private final int source;

        Copy(int target, int source) {
            this.target = target;
            this.source = source;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            long high = cells[fp + source + 1];
            cells[fp + target] = cells[fp + source];
            cells[fp + target + 1] = high;
        }
    }

    /** Evaluates for the sake of a trap. */
    static final class Eval extends Node {
        private final Node value;

        Eval(Node value) {
            this.value = value;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            value.v128(x, cells, fp);
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
