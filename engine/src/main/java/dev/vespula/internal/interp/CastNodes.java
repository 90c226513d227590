package dev.vespula.internal.interp;

import dev.vespula.I31;
import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.runtime.NullObject;
import dev.vespula.internal.runtime.TypeTest;

/** Tests and casts of references, and integers as references. */
final class CastNodes {
    private CastNodes() {
    }

    /** What all have that look at one reference. */
    private abstract static class Look extends Node {
        private final int slot;
        private final Node value;

        Look(Operand value) {
            this.slot = value.slot();
            this.value = value.node();
        }

        final Object value(Execution x, long[] cells, int fp) {
            return slot >= 0 ? x.refs[fp + slot] : value.ref(x, cells, fp);
        }
    }

    /** {@code ref.test}; branches by itself. */
    static final class Test extends Look {
        private final TypeTest type;
        private final int target;
        private final Block taken;
        private final Block other;

        Test(Operand value, TypeTest type, NodeSpec spec) {
            super(value);
            this.type = type;
            this.target = spec.target;
            this.taken = spec.taken;
            this.other = spec.other;
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            return type.test(value(x, cells, fp)) ? 1 : 0;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i32(x, cells, fp);
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            return type.test(value(x, cells, fp)) ? taken : other;
        }
    }

    /** {@code ref.cast}. */
    static final class Cast extends Look {
        private final TypeTest type;
        private final int target;

        Cast(Operand value, TypeTest type, int target) {
            super(value);
            this.type = type;
            this.target = target;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            Object reference = value(x, cells, fp);
            if (!type.test(reference)) {
                throw new Trap(TrapCode.CAST_FAILURE);
            }
            return reference;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.refs[fp + target] = ref(x, cells, fp);
        }
    }

    /** {@code br_on_cast} and {@code br_on_cast_fail}. */
    static final class Branch extends Look {
        private final TypeTest type;
        private final Block taken;
        private final Block other;

        Branch(Operand value, TypeTest type, Block taken, Block other) {
            super(value);
            this.type = type;
            this.taken = taken;
            this.other = other;
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            return type.test(value(x, cells, fp)) ? taken : other;
        }
    }

    /** {@code ref.eq}; branches by itself. */
    static final class Equal extends Node {
        private final Node a;
        private final Node b;
        private final int target;
        private final Block taken;
        private final Block other;

        Equal(Node a, Node b, NodeSpec spec) {
            this.a = a;
            this.b = b;
            this.target = spec.target;
            this.taken = spec.taken;
            this.other = spec.other;
        }

        private boolean areEqual(Execution x, long[] cells, int fp) {
            Object first = a.ref(x, cells, fp);
            Object second = b.ref(x, cells, fp);
            return first == second || first instanceof I31 && first.equals(second);
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            return areEqual(x, cells, fp) ? 1 : 0;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i32(x, cells, fp);
        }

        @Override
        Block next(Execution x, long[] cells, int fp) {
            return areEqual(x, cells, fp) ? taken : other;
        }
    }

    /** {@code ref.i31}. */
    static final class ToI31 extends Node {
        private final Node value;
        private final int target;

        ToI31(Node value, int target) {
            this.value = value;
            this.target = target;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            return I31.of(value.i32(x, cells, fp));
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.refs[fp + target] = ref(x, cells, fp);
        }
    }

    /** {@code i31.get_s} and {@code i31.get_u}. */
    static final class FromI31 extends Look {
        private final boolean signed;
        private final int target;

        FromI31(Operand value, boolean signed, int target) {
            super(value);
            this.signed = signed;
            this.target = target;
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            I31 number = (I31) value(x, cells, fp);
            if (number == null) {
                throw NullObject.i31();
            }
            return signed ? number.signed() : number.unsigned();
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i32(x, cells, fp);
        }
    }
}
