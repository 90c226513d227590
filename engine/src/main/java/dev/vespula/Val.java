package dev.vespula;

import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.util.Objects;

/**
 * A WebAssembly value with its type, for calls whose types are known only at run time. Floats are kept as bits, so every
 * NaN survives. Immutable; equal when type and bits are equal (references: the same object).
 */
public final class Val {
    private final ValType type;
    private final long low;
    private final long high;
    private final Object ref;

    private Val(ValType type, long low, long high, Object ref) {
        this.type = type;
        this.low = low;
        this.high = high;
        this.ref = ref;
    }

    /** An i32. */
    public static Val i32(int value) {
        return new Val(ValType.I32, value, 0, null);
    }

    /** An i64. */
    public static Val i64(long value) {
        return new Val(ValType.I64, value, 0, null);
    }

    /** An f32. */
    public static Val f32(float value) {
        return f32Bits(Float.floatToRawIntBits(value));
    }

    /** An f32 of the given bits. */
    public static Val f32Bits(int bits) {
        return new Val(ValType.F32, bits, 0, null);
    }

    /** An f64. */
    public static Val f64(double value) {
        return f64Bits(Double.doubleToRawLongBits(value));
    }

    /** An f64 of the given bits. */
    public static Val f64Bits(long bits) {
        return new Val(ValType.F64, bits, 0, null);
    }

    /** A v128. */
    public static Val v128(V128 value) {
        return new Val(ValType.V128, value.low(), value.high(), null);
    }

    /** A function reference, or null. */
    public static Val func(Func function) {
        return new Val(ValType.FUNCREF, 0, 0, function);
    }

    /** A reference to an object of the host, or null. */
    public static Val extern(Object object) {
        return new Val(ValType.EXTERNREF, 0, 0, object);
    }

    /** A reference of the given type; {@code value} is null, a {@link Func}, or an object. */
    public static Val ref(RefType type, Object value) {
        return new Val(Objects.requireNonNull(type, "type"), 0, 0, value);
    }

    /**
     * The value of a number, vector or reference given as a Java object: the reverse of {@link #toObject}.
     *
     * @throws IllegalArgumentException if the object does not fit the type
     */
    public static Val of(ValType type, Object value) {
        return Values.toVal(type, value);
    }

    /** The type; for results the type that the function declares. */
    public ValType type() {
        return type;
    }

    /** The i32. */
    public int i32() {
        check(ValType.I32);
        return (int) low;
    }

    /** The i64. */
    public long i64() {
        check(ValType.I64);
        return low;
    }

    /** The f32. */
    public float f32() {
        return Float.intBitsToFloat(f32Bits());
    }

    /** The bits of the f32. */
    public int f32Bits() {
        check(ValType.F32);
        return (int) low;
    }

    /** The f64. */
    public double f64() {
        return Double.longBitsToDouble(f64Bits());
    }

    /** The bits of the f64. */
    public long f64Bits() {
        check(ValType.F64);
        return low;
    }

    /** The v128. */
    public V128 v128() {
        check(ValType.V128);
        return new V128(low, high);
    }

    /** The reference: null, a {@link Func}, or an object. */
    public Object ref() {
        if (!(type instanceof RefType)) {
            throw new IllegalStateException("the value is of type " + type + ", not a reference");
        }
        return ref;
    }

    /** The value as a Java object: Integer, Long, Float, Double, {@link V128}, {@link Func}, another object, or null. */
    public Object toObject() {
        if (type == ValType.I32) {
            return (int) low;
        }
        if (type == ValType.I64) {
            return low;
        }
        if (type == ValType.F32) {
            return f32();
        }
        if (type == ValType.F64) {
            return f64();
        }
        return type == ValType.V128 ? v128() : ref;
    }

    private void check(ValType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("the value is of type " + type + ", not " + wanted);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Val val && type.equals(val.type) && low == val.low && high == val.high && ref == val.ref;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type.hashCode() + Long.hashCode(low)) + Long.hashCode(high) + System.identityHashCode(ref);
    }

    /** {@code i32:5}, {@code funcref:null} and the like. */
    @Override
    public String toString() {
        return type + ":" + toObject();
    }
}
