package dev.vespula.internal.interp;

import dev.vespula.Trap;
import dev.vespula.TrapCode;

/** Operands and statements over references. A null reference is Java's null. */
final class ReferenceNodes {
    private ReferenceNodes() {
    }

    /** A slot. */
    static final class Slot extends Node {
        private final int slot;

        Slot(int slot) {
            this.slot = slot;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            return x.refs[fp + slot];
        }
    }

    /** {@code ref.null}. */
    static final class Null extends Node {
        static final Null INSTANCE = new Null();

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            return null;
        }
    }

    /** {@code ref.func}. */
    static final class Func extends Node {
        private final int index;

        Func(int index) {
            this.index = index;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            return x.instance.function(index);
        }
    }

    /** {@code global.get}. */
    static final class GlobalGet extends Node {
        private final int global;

        GlobalGet(int global) {
            this.global = global;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            return x.globals[global].ref;
        }
    }

    /** {@code select}. */
    static final class Select extends Node {
        private final Node a;
        private final Node b;
        private final Node condition;

        Select(Node a, Node b, Node condition) {
            this.a = a;
            this.b = b;
            this.condition = condition;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            Object first = a.ref(x, cells, fp);
            Object second = b.ref(x, cells, fp);
            return condition.i32(x, cells, fp) != 0 ? first : second;
        }
    }

    /** {@code ref.as_non_null}. */
    static final class AsNonNull extends Node {
        private final Node value;

        AsNonNull(Node value) {
            this.value = value;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            Object object = value.ref(x, cells, fp);
            if (object == null) {
                throw new Trap(TrapCode.NULL_REFERENCE);
            }
            return object;
        }
    }

    /** {@code ref.is_null}; branches by itself. */
    static final class IsNull extends Node {
        private final Node value;
        private final int target;
        private final Block taken;
        private final Block other;

        IsNull(Node value, NodeSpec spec) {
            this.value = value;
            this.target = spec.target;
            this.taken = spec.taken;
            this.other = spec.other;
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            return value.ref(x, cells, fp) == null ? 1 : 0;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i32(x, cells, fp);
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            return value.ref(x, cells, fp) == null ? taken : other;
        }
    }

    /** Sets a slot. */
    static final class Set extends Node {
        private final int target;
        private final Node value;

        Set(int target, Node value) {
            this.target = target;
            this.value = value;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.refs[fp + target] = value.ref(x, cells, fp);
        }
    }

    /** Sets a slot to another one. */
    static final class Copy extends Node {
        private final int target;
        private final int source;

        Copy(int target, int source) {
            this.target = target;
            this.source = source;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            Object[] refs = x.refs;
            refs[fp + target] = refs[fp + source];
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
            value.ref(x, cells, fp);
        }
    }

    /** {@code global.set}. */
    static final class GlobalSet extends Node {
        private final int global;
        private final Node value;

        GlobalSet(int global, Node value) {
            this.global = global;
            this.value = value;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.globals[global].ref = value.ref(x, cells, fp);
        }
    }
}
