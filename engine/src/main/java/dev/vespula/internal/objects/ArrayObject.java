package dev.vespula.internal.objects;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.WasmArray;
import dev.vespula.internal.limits.Account;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.limits.HeapReserve;
import dev.vespula.internal.types.ValTypes;

/** An array: one Java array of the element type, never replaced. */
public abstract class ArrayObject extends GcObject implements WasmArray {
    /** What every JVM can make an array of, if there is memory. */
    static final int MAX_ITEMS = Integer.MAX_VALUE - 8;
    private static final int REFERENCE_BYTES = 4;
    /** What HotSpot usually takes for an object with a type, and for the Java array. */
    private static final int ARRAY_BYTES = 40;

    ArrayObject(ObjectType type) {
        super(type);
    }

    /**
     * An array of zeros or nulls, free of fuel. An instruction has {@linkplain Account#spend spent} its bytes before it paid.
     *
     * @param length unsigned
     * @throws Trap if the limiter forbids it or the JVM cannot allocate it
     */
    public static ArrayObject make(Account store, ObjectType type, int length, Growth by) {
        if (by == Growth.BY_HOST) {
            store.budget.makeRoom(heapBytes(type, length));
            store.spend(heapBytes(type, length));
        }
        if (!store.budget.allowsArray(bytes(type, length), by)) {
            throw new Trap(TrapCode.GROWTH_OPERATION_LIMITED, "array size exceeds the limit of the store");
        }
        return allocate(type, length);
    }

    /**
     * An array that a user makes.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    public static ArrayObject of(Account store, ObjectType type, Object[] elements) {
        ArrayObject array = make(store, type, elements.length, Growth.BY_HOST);
        for (int k = 0; k < elements.length; k++) {
            array.put(k, elements[k], store);
        }
        return array;
    }

    /** As {@link #of}, of elements that are all the same value. */
    public static ArrayObject filled(Account store, ObjectType type, int length, Object value) {
        if (length < 0) {
            throw new IllegalArgumentException("negative length: " + length);
        }
        ArrayObject array = make(store, type, length, Growth.BY_HOST);
        if (length > 0) {
            array.put(0, value, store);
            array.spread();
        }
        return array;
    }

    /**
     * As {@link #of}, of the numbers in a Java array.
     *
     * @throws IllegalArgumentException if it is not of the type that holds the elements
     */
    public static ArrayObject copyOf(Account store, ObjectType type, Object numbers, int length) {
        JavaArrays.checkType(type, numbers);
        ArrayObject array = make(store, type, length, Growth.BY_HOST);
        JavaArrays.write(array, 0, numbers, 0, length);
        return array;
    }

    private static ArrayObject allocate(ObjectType type, int length) {
        int element = type.field(0);
        if (length < 0 || length > (element == ValTypes.V128 ? MAX_ITEMS / 2 : MAX_ITEMS)) {
            throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
        }
        try {
            return switch (element) {
                case ValTypes.I8 -> new ArrayI8(type, length);
                case ValTypes.I16 -> new ArrayI16(type, length);
                case ValTypes.I32 -> new ArrayI32(type, length);
                case ValTypes.I64 -> new ArrayI64(type, length);
                case ValTypes.F32 -> new ArrayF32(type, length);
                case ValTypes.F64 -> new ArrayF64(type, length);
                case ValTypes.V128 -> new ArrayV128(type, length);
                default -> new ArrayRef(type, length);
            };
        } catch (OutOfMemoryError e) {
            throw HeapReserve.exhausted();
        }
    }

    /** What an array takes of a limit of bytes. */
    public static long heapBytes(ObjectType type, int length) {
        return ARRAY_BYTES + bytes(type, length);
    }

    /** Bytes of so many elements; a reference counts as four. */
    public static long bytes(ObjectType type, int length) {
        return Integer.toUnsignedLong(length) * elementBytes(type);
    }

    /** Bytes of an element; a reference counts as four. */
    static int elementBytes(ObjectType type) {
        int size = ValTypes.byteSize(type.field(0));
        return size == 0 ? REFERENCE_BYTES : size;
    }

    /** Traps unless the range, in unsigned numbers, lies inside. */
    public final void check(int from, int count) {
        if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(count) > length()) {
            throw outOfBounds();
        }
    }

    /** The trap of an access out of bounds. */
    public static Trap outOfBounds() {
        return new Trap(TrapCode.ARRAY_OUT_OF_BOUNDS);
    }

    @Override
    public long number(int index) {
        throw new IllegalStateException("references");
    }

    @Override
    public void number(int index, long bits) {
        throw new IllegalStateException("references");
    }

    @Override
    public long high(int index) {
        throw new IllegalStateException("no vectors");
    }

    @Override
    public void high(int index, long bits) {
        throw new IllegalStateException("no vectors");
    }

    @Override
    public Object reference(int index) {
        throw new IllegalStateException("numbers");
    }

    @Override
    public void reference(int index, Object value) {
        throw new IllegalStateException("numbers");
    }

    @Override
    final int count() {
        return length();
    }

    @Override
    final int storage(int index) {
        return type.field(0);
    }

    @Override
    public final Object elements() {
        if (type.field(0) >= 0) {
            throw new IllegalStateException("the elements of the array are references");
        }
        checkMutable(0);
        return items();
    }

    @Override
    public final void read(int index, byte[] target, int offset, int length) {
        JavaArrays.read(this, index, target, offset, length);
    }

    @Override
    public final void read(int index, short[] target, int offset, int length) {
        JavaArrays.read(this, index, target, offset, length);
    }

    @Override
    public final void read(int index, char[] target, int offset, int length) {
        JavaArrays.read(this, index, target, offset, length);
    }

    @Override
    public final void read(int index, int[] target, int offset, int length) {
        JavaArrays.read(this, index, target, offset, length);
    }

    @Override
    public final void read(int index, long[] target, int offset, int length) {
        JavaArrays.read(this, index, target, offset, length);
    }

    @Override
    public final void read(int index, float[] target, int offset, int length) {
        JavaArrays.read(this, index, target, offset, length);
    }

    @Override
    public final void read(int index, double[] target, int offset, int length) {
        JavaArrays.read(this, index, target, offset, length);
    }

    @Override
    public final void write(int index, byte[] source, int offset, int length) {
        checkMutable(0);
        JavaArrays.write(this, index, source, offset, length);
    }

    @Override
    public final void write(int index, short[] source, int offset, int length) {
        checkMutable(0);
        JavaArrays.write(this, index, source, offset, length);
    }

    @Override
    public final void write(int index, char[] source, int offset, int length) {
        checkMutable(0);
        JavaArrays.write(this, index, source, offset, length);
    }

    @Override
    public final void write(int index, int[] source, int offset, int length) {
        checkMutable(0);
        JavaArrays.write(this, index, source, offset, length);
    }

    @Override
    public final void write(int index, long[] source, int offset, int length) {
        checkMutable(0);
        JavaArrays.write(this, index, source, offset, length);
    }

    @Override
    public final void write(int index, float[] source, int offset, int length) {
        checkMutable(0);
        JavaArrays.write(this, index, source, offset, length);
    }

    @Override
    public final void write(int index, double[] source, int offset, int length) {
        checkMutable(0);
        JavaArrays.write(this, index, source, offset, length);
    }

    /** Sets all elements to the first one. */
    public final void spread() {
        fill(1, length() - 1, 0);
    }

    /** Sets a range to the value of an element. */
    public abstract void fill(int from, int count, int source);

    /** Copies a range of an array of the same representation, perhaps this one. */
    public abstract void copy(int to, ArrayObject source, int from, int count);

    /** Sets a range of numbers from bytes. */
    public void read(byte[] bytes, int from, int to, int count) {
        throw new IllegalStateException("references");
    }

    /** The Java array. */
    public abstract Object items();

    /** The type and length, not the elements, which may be recursive. */
    @Override
    public final String toString() {
        return "array of type " + type + ", length " + length();
    }
}
