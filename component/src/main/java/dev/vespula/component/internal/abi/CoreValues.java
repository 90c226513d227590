package dev.vespula.component.internal.abi;

import dev.vespula.HostArgs;
import dev.vespula.Val;
import dev.vespula.types.NumType;
import dev.vespula.types.ValType;
import java.util.List;

/** Core values between the engine's calls of host functions and {@link FlatValues}. */
public final class CoreValues {
    private CoreValues() {}

    /** The arguments of a call. */
    public static long[] read(HostArgs args, List<ValType> types) {
        long[] values = new long[types.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch ((NumType) types.get(i)) {
                case I32 -> args.i32(i);
                case I64 -> args.i64(i);
                case F32 -> Float.floatToRawIntBits(args.f32(i));
                case F64 -> Double.doubleToRawLongBits(args.f64(i));
                default -> throw new AssertionError(types);
            };
        }
        return values;
    }

    /** The result of a call, if it has one. */
    public static void write(HostArgs args, List<ValType> types, long value) {
        if (types.isEmpty()) {
            return;
        }
        switch ((NumType) types.get(0)) {
            case I32 -> args.result(0, (int) value);
            case I64 -> args.result(0, value);
            case F32 -> args.result(0, Float.intBitsToFloat((int) value));
            case F64 -> args.result(0, Double.longBitsToDouble(value));
            default -> throw new AssertionError(types);
        }
    }

    /** Values as the engine's calls take them. */
    static Object[] boxed(long[] values, List<ValType> types) {
        Object[] boxed = new Object[values.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = boxed(values[i], types.get(i));
        }
        return boxed;
    }

    /** A value as the engine's calls take it. */
    static Object boxed(long value, ValType type) {
        return switch ((NumType) type) {
            case I32 -> (int) value;
            case I64 -> value;
            case F32 -> Val.f32Bits((int) value);
            case F64 -> Val.f64Bits(value);
            default -> throw new AssertionError(type);
        };
    }

    /** The bits of a value; i32 and f32 sign-extended. */
    static long bits(Val value) {
        return switch ((NumType) value.type()) {
            case I32 -> value.i32();
            case I64 -> value.i64();
            case F32 -> value.f32Bits();
            case F64 -> value.f64Bits();
            default -> throw new AssertionError(value);
        };
    }
}
