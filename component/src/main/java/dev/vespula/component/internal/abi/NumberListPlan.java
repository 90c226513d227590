package dev.vespula.component.internal.abi;

import dev.vespula.component.types.Primitive;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;

/** Lists of numbers: in Java arrays of numbers, copied as a whole. Unsigned elements are raw bits. */
final class NumberListPlan extends ValuePlan {
    private final Primitive type;
    private final ScalarPlan element;

    NumberListPlan(Place place, Primitive type, ScalarPlan element) {
        super(place);
        this.type = type;
        this.element = element;
    }

    @Override
    void check(Object value, ValuePath path) {
        long length;
        if (value instanceof Collection<?> list) {
            int index = 0;
            for (Object member : list) {
                element.check(member, path.element(index++));
            }
            length = list.size();
        } else if (value != null && value.getClass().componentType() == NumberArrays.element(type)) {
            length = Array.getLength(value);
        } else {
            throw path.wrong(value, NumberArrays.element(type) + "[] or List for list<" + type + ">");
        }
        if (length * element.size() > Lifting.MOST_BYTES) {
            throw path.wrong("a list of " + length + " elements is too long");
        }
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        long pointer = values.next();
        return read(from, pointer, (int) values.next());
    }

    @Override
    Object load(Lifting from, long address) {
        return read(from, from.guest.memory().readInt(address), from.guest.memory().readInt(address + 4));
    }

    private Object read(Lifting from, long pointer, int length) {
        long bytes = (length & 0xFFFF_FFFFL) * element.size();
        long address = from.pointer(pointer, bytes, element.alignment(), "list");
        from.charge(bytes);
        byte[] content = from.guest.memory().read(address, (int) bytes);
        if (NumberArrays.element(type) == byte.class) {
            return content;
        }
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case S16, U16 -> {
                short[] array = new short[length];
                buffer.asShortBuffer().get(array);
                return array;
            }
            case S32, U32 -> {
                int[] array = new int[length];
                buffer.asIntBuffer().get(array);
                return array;
            }
            case S64, U64 -> {
                long[] array = new long[length];
                buffer.asLongBuffer().get(array);
                return array;
            }
            case F32 -> {
                float[] array = new float[length];
                buffer.asFloatBuffer().get(array);
                return array;
            }
            default -> {
                double[] array = new double[length];
                buffer.asDoubleBuffer().get(array);
                return array;
            }
        }
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        int length = length(value);
        values.put((int) write(to, value, length));
        values.put(length);
    }

    @Override
    void store(Lowering to, Object value, long address) {
        int length = length(value);
        to.guest.memory().writeInt(address, (int) write(to, value, length));
        to.guest.memory().writeInt(address + 4, length);
    }

    private static int length(Object value) {
        return value instanceof Collection<?> list ? list.size() : Array.getLength(value);
    }

    private long write(Lowering to, Object value, int length) {
        long bytes = (long) length * element.size();
        long address = to.allocate(bytes, element.alignment());
        if (value instanceof Collection<?> list) {
            new Elements(list, length).store(to, element, address);
        } else {
            to.guest.memory().write(address, content(value, (int) bytes));
        }
        return address;
    }

    private static byte[] content(Object array, int bytes) {
        if (array instanceof byte[] content) {
            return content;
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (array instanceof short[] shorts) {
            buffer.asShortBuffer().put(shorts);
        } else if (array instanceof int[] ints) {
            buffer.asIntBuffer().put(ints);
        } else if (array instanceof long[] longs) {
            buffer.asLongBuffer().put(longs);
        } else if (array instanceof float[] floats) {
            buffer.asFloatBuffer().put(floats);
        } else {
            buffer.asDoubleBuffer().put((double[]) array);
        }
        return buffer.array();
    }
}
