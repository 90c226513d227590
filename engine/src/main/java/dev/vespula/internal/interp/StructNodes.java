package dev.vespula.internal.interp;

import dev.vespula.internal.runtime.NullObject;
import dev.vespula.internal.runtime.ObjectType;
import dev.vespula.internal.runtime.StructFields;
import dev.vespula.internal.runtime.StructObject;

/** Operands and statements over structs. Where a field is was looked up when the node was linked. */
final class StructNodes {
    private StructNodes() {
    }

    /** What all have that read or change a field. */
    abstract static class Access extends Node {
        private final int slot;
        private final Node object;

        Access(Operand object) {
            this.slot = object.slot();
            this.object = object.node();
        }

        final StructObject struct(Execution x, long[] cells, int fp) {
            return (StructObject) (slot >= 0 ? x.refs[fp + slot] : object.ref(x, cells, fp));
        }
    }

    /** {@code struct.get} of a reference. */
    static final class GetRef extends Access {
        private final int index;
        private final int target;

        GetRef(Operand object, int index, int target) {
            super(object);
            this.index = index;
            this.target = target;
        }

        @Override
        Object ref(Execution x, long[] cells, int fp) {
            StructObject struct = struct(x, cells, fp);
            if (struct == null) {
                throw NullObject.struct();
            }
            return StructFields.reference(struct, index);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.refs[fp + target] = ref(x, cells, fp);
        }
    }

    /** {@code struct.get} of a number: the bits of its word from the lowest one on. */
    abstract static class GetNumber extends Access {
        final int target;
        final int word;
        private final int shift;

        GetNumber(Operand object, FieldPlace place, int target) {
            super(object);
            this.word = place.word();
            this.shift = place.shift();
            this.target = target;
        }

        final long bits(Execution x, long[] cells, int fp) {
            StructObject struct = struct(x, cells, fp);
            if (struct == null) {
                throw NullObject.struct();
            }
            return struct.word(word) >>> shift;
        }
    }

    /** An i32, or a packed integer with its extension. */
    static final class GetI32 extends GetNumber {
        private final int unused;
        private final boolean signed;

        GetI32(Operand object, FieldPlace place, int target, boolean signed) {
            super(object, place, target);
            this.unused = Integer.SIZE - place.bits();
            this.signed = signed;
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            int bits = (int) bits(x, cells, fp) << unused;
            return signed ? bits >> unused : bits >>> unused;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i32(x, cells, fp);
        }
    }

    /** An i64. */
    static final class GetI64 extends GetNumber {
        GetI64(Operand object, FieldPlace place, int target) {
            super(object, place, target);
        }

        @Override
        long i64(Execution x, long[] cells, int fp) {
            return bits(x, cells, fp);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = bits(x, cells, fp);
        }
    }

    /** An f32. */
    static final class GetF32 extends GetNumber {
        GetF32(Operand object, FieldPlace place, int target) {
            super(object, place, target);
        }

        @Override
        float f32(Execution x, long[] cells, int fp) {
            return Float.intBitsToFloat((int) bits(x, cells, fp));
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = (int) bits(x, cells, fp);
        }
    }

    /** An f64. */
    static final class GetF64 extends GetNumber {
        GetF64(Operand object, FieldPlace place, int target) {
            super(object, place, target);
        }

        @Override
        double f64(Execution x, long[] cells, int fp) {
            return Double.longBitsToDouble(bits(x, cells, fp));
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = bits(x, cells, fp);
        }
    }

    /** A v128. */
    static final class GetV128 extends Access {
        private final int word;
        private final int target;

        GetV128(Operand object, FieldPlace place, int target) {
            super(object);
            this.word = place.word();
            this.target = target;
        }

        @Override
        long v128(Execution x, long[] cells, int fp) {
            StructObject struct = struct(x, cells, fp);
            if (struct == null) {
                throw NullObject.struct();
            }
            x.high = struct.word(word + 1);
            return struct.word(word);
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = v128(x, cells, fp);
            cells[fp + target + 1] = x.high;
        }
    }

    /** {@code struct.set}. */
    static final class Set extends Access {
        private final FieldPlace place;
        private final Node value;

        Set(Operand object, FieldPlace place, Node value) {
            super(object);
            this.place = place;
            this.value = value;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            StructObject struct = struct(x, cells, fp);
            long bits = 0;
            switch (place.type()) {
                case FieldPlace.I64 -> bits = value.i64(x, cells, fp);
                case FieldPlace.F32 -> bits = Float.floatToRawIntBits(value.f32(x, cells, fp));
                case FieldPlace.F64 -> bits = Double.doubleToRawLongBits(value.f64(x, cells, fp));
                case FieldPlace.V128 -> bits = value.v128(x, cells, fp);
                default -> bits = value.i32(x, cells, fp);
            }
            if (struct == null) {
                throw NullObject.struct();
            }
            place.set(struct, bits, x.high);
        }
    }

    /** {@code struct.set} of a reference. */
    static final class SetRef extends Access {
        private final int index;
        private final Node value;

        SetRef(Operand object, int index, Node value) {
            super(object);
            this.index = index;
            this.value = value;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            StructObject struct = struct(x, cells, fp);
            Object reference = value.ref(x, cells, fp);
            if (struct == null) {
                throw NullObject.struct();
            }
            StructFields.setReference(struct, index, reference);
        }
    }

    /** {@code struct.new}. If an operand traps, nobody has seen the object. */
    static final class New extends Node {
        private final int target;
        private final ObjectType type;
        private final FieldPlace[] places;
        private final Node[] operands;

        New(int target, ObjectType type, FieldPlace[] places, Node[] operands) {
            this.target = target;
            this.type = type;
            this.places = places;
            this.operands = operands;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            StructObject struct = StructObject.make(x.store, type);
            for (int k = 0; k < operands.length; k++) {
                FieldPlace place = places[k];
                Node operand = operands[k];
                switch (place.type()) {
                    case FieldPlace.REF -> StructFields.setReference(struct, place.word(), operand.ref(x, cells, fp));
                    case FieldPlace.I64 -> struct.word(place.word(), operand.i64(x, cells, fp));
                    case FieldPlace.F32 -> place.init(struct, Float.floatToRawIntBits(operand.f32(x, cells, fp)));
                    case FieldPlace.F64 ->
                        struct.word(place.word(), Double.doubleToRawLongBits(operand.f64(x, cells, fp)));
                    case FieldPlace.V128 -> {
                        struct.word(place.word(), operand.v128(x, cells, fp));
                        struct.word(place.word() + 1, x.high);
                    }
                    default -> place.init(struct, operand.i32(x, cells, fp));
                }
            }
            x.refs[fp + target] = struct;
        }
    }

    /** {@code struct.new_default}. */
    static final class NewDefault extends Node {
        private final int target;
        private final ObjectType type;

        NewDefault(int target, ObjectType type) {
            this.target = target;
            this.type = type;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.refs[fp + target] = StructObject.make(x.store, type);
        }
    }
}
