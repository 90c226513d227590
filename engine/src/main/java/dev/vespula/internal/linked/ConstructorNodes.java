package dev.vespula.internal.linked;

import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.objects.StructObject;
import dev.vespula.internal.operations.ArrayOperations;
import dev.vespula.internal.operations.StructFields;

/** What makes objects from as many operands as there are fields or elements: no method of a fixed number of parameters. */
final class ConstructorNodes {
    private ConstructorNodes() {}

    /** {@code struct.new}. If an operand traps, nobody has seen the object. */
    static final class Struct extends Node {
        private final int target;
        private final ObjectType type;
        private final FieldPlace[] places;
        private final Node[] operands;

        Struct(int target, ObjectType type, Node[] operands) {
            this.target = target;
            this.type = type;
            this.operands = operands;
            this.places = new FieldPlace[operands.length];
            for (int k = 0; k < places.length; k++) {
                places[k] = FieldPlace.of(type, k);
            }
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            StructObject struct = StructObject.make(context.store, type);
            for (int k = 0; k < operands.length; k++) {
                FieldPlace place = places[k];
                Node operand = operands[k];
                switch (place.type()) {
                    case FieldPlace.REF -> StructFields.setReference(struct, place.word(), operand.ref(context, cells, fp));
                    case FieldPlace.I64 -> struct.word(place.word(), operand.i64(context, cells, fp));
                    case FieldPlace.F32 -> place.init(struct, Float.floatToRawIntBits(operand.f32(context, cells, fp)));
                    case FieldPlace.F64 ->
                        struct.word(place.word(), Double.doubleToRawLongBits(operand.f64(context, cells, fp)));
                    case FieldPlace.V128 -> {
                        struct.word(place.word(), operand.v128(context, cells, fp));
                        struct.word(place.word() + 1, context.high);
                    }
                    default -> place.init(struct, operand.i32(context, cells, fp));
                }
            }
            context.refs[fp + target] = struct;
        }
    }

    /** Evaluates a value and makes it an element. */
    private static void put(ArrayObject array, int index, int type, Node value, Context context, long[] cells, int fp) {
        switch (type) {
            case FieldPlace.REF -> array.reference(index, value.ref(context, cells, fp));
            case FieldPlace.I64 -> array.number(index, value.i64(context, cells, fp));
            case FieldPlace.F32 -> array.number(index, Float.floatToRawIntBits(value.f32(context, cells, fp)));
            case FieldPlace.F64 -> array.number(index, Double.doubleToRawLongBits(value.f64(context, cells, fp)));
            case FieldPlace.V128 -> {
                array.number(index, value.v128(context, cells, fp));
                array.high(index, context.high);
            }
            default -> array.number(index, value.i32(context, cells, fp));
        }
    }

    /** {@code array.new_fixed}. */
    static final class Array extends Node {
        private final int target;
        private final ObjectType type;
        private final int element;
        private final Node[] values;

        Array(int target, ObjectType type, Node[] values) {
            this.target = target;
            this.type = type;
            this.element = FieldPlace.type(type.field(0));
            this.values = values;
        }

        @Override
        public void execute(Context context, long[] cells, int fp) {
            ArrayObject array = ArrayOperations.makeFixed(context.store(), type, values.length);
            for (int k = 0; k < values.length; k++) {
                put(array, k, element, values[k], context, cells, fp);
            }
            context.refs[fp + target] = array;
        }
    }
}
