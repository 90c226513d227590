package dev.vespula;

import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.types.PublicTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.internal.values.JavaValues;
import dev.vespula.types.NumType;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A WebAssembly value with its type, for calls whose types are known only at run time. Floats are kept as bits, so every
 * NaN survives. Immutable; equal when type and bits are equal (references: the same object).
 *
 * <pre>{@code
 * List<Val> results = instance.func("add").callVals(Val.i32(2), Val.i32(3));
 * int sum = results.get(0).i32();
 * Val nan = Val.f32Bits(0x7fa00001);                       // a NaN that Java's floats would not keep
 * Val text = Val.extern("any object of the host");
 * }</pre>
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
    public static Val func(@Nullable Func function) {
        return new Val(ValType.FUNCREF, 0, 0, function);
    }

    /** A reference to an object of the host, or null. */
    public static Val extern(@Nullable Object object) {
        return new Val(ValType.EXTERNREF, 0, 0, object);
    }

    /** A reference of the given type; {@code value} is null, a {@link Func}, or an object. */
    public static Val ref(RefType type, @Nullable Object value) {
        return new Val(Objects.requireNonNull(type, "type"), 0, 0, value);
    }

    /**
     * The value of a number, vector or reference given as a Java object: the reverse of {@link #toObject}.
     *
     * @throws IllegalArgumentException if the object does not fit the type
     */
    public static Val of(ValType type, @Nullable Object value) {
        if (value instanceof Val val) {
            if (!val.type.equals(type)) {
                throw new IllegalArgumentException("expected a value of type " + type + ", not " + val.describe());
            }
            return val;
        }
        if (type instanceof RefType ref) {
            return ref(ref, value);
        }
        return new Val(type, JavaValues.bits(PublicTypes.number((NumType) type), value),
                type == ValType.V128 ? JavaValues.highBits(value) : 0, null);
    }

    /** The value in a slot. */
    static Val of(HostFrame frame, int slot, int type) {
        return of(type, type < 0 ? frame.i64(slot) : 0, type == ValTypes.V128 ? frame.i64(slot + 1) : 0,
                type < 0 ? null : frame.ref(slot), frame.store());
    }

    /** The value of a global. */
    static Val of(GlobalCell cell) {
        return of(cell.type, cell.bits, cell.high, cell.ref, cell.store);
    }

    private static Val of(int type, long low, long high, Object ref, StoreState store) {
        return new Val(store.engine.publicTypes.valType(type), low, high, store.engine.references.lift(ref));
    }

    /** The results of a call that returned, which stand in its window. */
    static List<Val> results(HostFrame frame, Signature signature) {
        List<Val> results = new ArrayList<>(signature.results.length);
        for (int i = 0; i < signature.results.length; i++) {
            results.add(of(frame, signature.resultSlot(i), signature.results[i]));
        }
        return results;
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
    public @Nullable Object ref() {
        if (!(type instanceof RefType)) {
            throw new IllegalStateException("the value is of type " + type + ", not a reference");
        }
        return ref;
    }

    /** The value as a Java object: Integer, Long, Float, Double, {@link V128}, {@link Func}, another object, or null. */
    public @Nullable Object toObject() {
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

    /**
     * The value as a Java object for a type of an engine.
     *
     * @throws IllegalArgumentException if it is of another type; of a reference the hierarchy counts
     */
    Object plain(int wanted, EngineState engine) {
        boolean fits = wanted >= 0
                ? type instanceof RefType reference
                        && engine.types.top(engine.publicTypes.heapType(reference.heap())) == engine.types.top(ValTypes.heap(
                                wanted))
                : type.equals(engine.publicTypes.valType(wanted));
        if (!fits) {
            throw new IllegalArgumentException(
                    "expected a value of type " + engine.publicTypes.valType(wanted) + ", not " + describe());
        }
        return toObject();
    }

    /** The value for a message, as {@link JavaValues#describe} does it. */
    String describe() {
        Object plain = toObject();
        return type + ":" + (plain instanceof Func || JavaValues.isPlain(plain) ? plain : JavaValues.describe(plain));
    }

    private void check(ValType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("the value is of type " + type + ", not " + wanted);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
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
