package dev.vespula.component.internal.abi;

import dev.vespula.HostArgs;
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
}
