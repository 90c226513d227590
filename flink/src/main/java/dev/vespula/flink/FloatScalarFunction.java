package dev.vespula.flink;

import dev.vespula.udf.Signature;
import dev.vespula.udf.WasmUdfs;
import org.jspecify.annotations.Nullable;

/** A function of numbers whose result is a {@code float}; what generated code calls. {@link WasmScalarFunction#of} makes it. */
public final class FloatScalarFunction extends WasmScalarFunction {
    private static final long serialVersionUID = 1;

    FloatScalarFunction(WasmUdfs udfs, Signature signature) {
        super(udfs, signature);
    }

    /** For Flink. */
    public float eval(float a) {
        return call().callF32(a);
    }

    /** For Flink. */
    public float eval(float a, float b) {
        return call().callF32(a, b);
    }

    /** For Flink, where an argument may be null. */
    public @Nullable Object eval(@Nullable Object a) {
        return super.eval(new Object[] {a});
    }

    /** For Flink, where an argument may be null. */
    public @Nullable Object eval(@Nullable Object a, @Nullable Object b) {
        return super.eval(new Object[] {a, b});
    }
}
