package dev.vespula.internal.interp;

import dev.vespula.internal.runtime.ArrayObject;
import dev.vespula.internal.runtime.ArrayOperations;
import dev.vespula.internal.runtime.NullObject;
import dev.vespula.internal.runtime.ObjectType;

/** Operands and statements over whole arrays. Those over one element are generated: {@link ArrayElementNodes}. */
final class ArrayNodes {
    private ArrayNodes() {
    }

    private static ArrayObject nonNull(Object array) {
        if (array == null) {
            throw NullObject.array();
        }
        return (ArrayObject) array;
    }

    /** Evaluates a value and makes it an element. */
    private static void put(ArrayObject array, int index, int type, Node value, Execution x, long[] cells, int fp) {
        switch (type) {
            case FieldPlace.REF -> array.reference(index, value.ref(x, cells, fp));
            case FieldPlace.I64 -> array.number(index, value.i64(x, cells, fp));
            case FieldPlace.F32 -> array.number(index, Float.floatToRawIntBits(value.f32(x, cells, fp)));
            case FieldPlace.F64 -> array.number(index, Double.doubleToRawLongBits(value.f64(x, cells, fp)));
            case FieldPlace.V128 -> {
                array.number(index, value.v128(x, cells, fp));
                array.high(index, x.high);
            }
            default -> array.number(index, value.i32(x, cells, fp));
        }
    }

    /** {@code array.len}. */
    static final class Length extends Node {
        private final Node array;
        private final int target;

        Length(Node array, int target) {
            this.array = array;
            this.target = target;
        }

        @Override
        int i32(Execution x, long[] cells, int fp) {
            return nonNull(array.ref(x, cells, fp)).length();
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            cells[fp + target] = i32(x, cells, fp);
        }
    }

    /** {@code array.new}. */
    static final class New extends Node {
        private final int target;
        private final ObjectType type;
        private final int element;
        private final Node value;
        private final Node length;

        New(int target, ObjectType type, Node value, Node length) {
            this.target = target;
            this.type = type;
            this.element = FieldPlace.type(type.field(0));
            this.value = value;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            // The value comes first, and evaluating it again, for the element, gives the same.
            ArrayElementNodes.evaluate(element, value, x, cells, fp);
            ArrayObject array = ArrayOperations.make(x.store(), type, length.i32(x, cells, fp));
            if (array.length() > 0) {
                put(array, 0, element, value, x, cells, fp);
                array.spread();
            }
            x.refs[fp + target] = array;
        }
    }

    /** {@code array.new_default}. */
    static final class NewDefault extends Node {
        private final int target;
        private final ObjectType type;
        private final Node length;

        NewDefault(int target, ObjectType type, Node length) {
            this.target = target;
            this.type = type;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            x.refs[fp + target] = ArrayOperations.make(x.store(), type, length.i32(x, cells, fp));
        }
    }

    /** {@code array.new_fixed}. */
    static final class NewFixed extends Node {
        private final int target;
        private final ObjectType type;
        private final int element;
        private final Node[] values;

        NewFixed(int target, ObjectType type, Node[] values) {
            this.target = target;
            this.type = type;
            this.element = FieldPlace.type(type.field(0));
            this.values = values;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            ArrayObject array = ArrayOperations.makeFixed(x.store(), type, values.length);
            for (int k = 0; k < values.length; k++) {
                put(array, k, element, values[k], x, cells, fp);
            }
            x.refs[fp + target] = array;
        }
    }

    /** {@code array.new_data}. */
    static final class NewData extends Node {
        private final int target;
        private final ObjectType type;
        private final int segment;
        private final Node source;
        private final Node length;

        NewData(int target, ObjectType type, int segment, Node source, Node length) {
            this.target = target;
            this.type = type;
            this.segment = segment;
            this.source = source;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            int from = source.i32(x, cells, fp);
            int count = length.i32(x, cells, fp);
            x.refs[fp + target] = ArrayOperations.makeFromData(x.instance, type, segment, from, count);
        }
    }

    /** {@code array.new_elem}. */
    static final class NewElements extends Node {
        private final int target;
        private final ObjectType type;
        private final int segment;
        private final Node source;
        private final Node length;

        NewElements(int target, ObjectType type, int segment, Node source, Node length) {
            this.target = target;
            this.type = type;
            this.segment = segment;
            this.source = source;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            int from = source.i32(x, cells, fp);
            int count = length.i32(x, cells, fp);
            x.refs[fp + target] = ArrayOperations.makeFromElements(x.instance, type, segment, from, count);
        }
    }

    /** {@code array.fill}. */
    static final class Fill extends Node {
        private final Node array;
        private final Node index;
        private final Node value;
        private final Node length;
        private final int element;

        Fill(ObjectType type, Node array, Node index, Node value, Node length) {
            this.array = array;
            this.index = index;
            this.value = value;
            this.length = length;
            this.element = FieldPlace.type(type.field(0));
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            Object into = array.ref(x, cells, fp);
            int from = index.i32(x, cells, fp);
            // Once for its trap, in its place; evaluating it again, for the element, gives the same.
            ArrayElementNodes.evaluate(element, value, x, cells, fp);
            int count = length.i32(x, cells, fp);
            ArrayObject filled = nonNull(into);
            if (ArrayOperations.beginFill(x.store(), filled, from, count)) {
                put(filled, from, element, value, x, cells, fp);
                ArrayOperations.spread(filled, from, count);
            }
        }
    }

    /** {@code array.copy}. */
    static final class Copy extends Node {
        private final Node into;
        private final Node to;
        private final Node outOf;
        private final Node from;
        private final Node length;

        /** Operands in the order of the stack. */
        Copy(Node[] operands) {
            into = operands[0];
            to = operands[1];
            outOf = operands[2];
            from = operands[3];
            length = operands[4];
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            Object target = into.ref(x, cells, fp);
            int targetIndex = to.i32(x, cells, fp);
            Object source = outOf.ref(x, cells, fp);
            int sourceIndex = from.i32(x, cells, fp);
            int count = length.i32(x, cells, fp);
            ArrayOperations.copy(x.store(), nonNull(target), targetIndex, nonNull(source), sourceIndex, count);
        }
    }

    /** {@code array.init_data}. */
    static final class InitData extends Node {
        private final int segment;
        private final Node array;
        private final Node index;
        private final Node source;
        private final Node length;

        InitData(int segment, Node array, Node index, Node source, Node length) {
            this.segment = segment;
            this.array = array;
            this.index = index;
            this.source = source;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            Object into = array.ref(x, cells, fp);
            int to = index.i32(x, cells, fp);
            int from = source.i32(x, cells, fp);
            int count = length.i32(x, cells, fp);
            ArrayOperations.initData(x.instance, nonNull(into), to, segment, from, count);
        }
    }

    /** {@code array.init_elem}. */
    static final class InitElements extends Node {
        private final int segment;
        private final Node array;
        private final Node index;
        private final Node source;
        private final Node length;

        InitElements(int segment, Node array, Node index, Node source, Node length) {
            this.segment = segment;
            this.array = array;
            this.index = index;
            this.source = source;
            this.length = length;
        }

        @Override
        void execute(Execution x, long[] cells, int fp) {
            Object into = array.ref(x, cells, fp);
            int to = index.i32(x, cells, fp);
            int from = source.i32(x, cells, fp);
            int count = length.i32(x, cells, fp);
            ArrayOperations.initElements(x.instance, nonNull(into), to, segment, from, count);
        }
    }
}
