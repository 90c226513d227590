package dev.vespula.flink;

import dev.vespula.udf.Signature;
import dev.vespula.udf.WasmUdfs;
import org.jspecify.annotations.Nullable;

/** A function of numbers whose result is a {@code double}; what generated code calls. {@link WasmScalarFunction#of} makes it. */
public final class DoubleScalarFunction extends WasmScalarFunction {
    private static final long serialVersionUID = 1;

    DoubleScalarFunction(WasmUdfs udfs, Signature signature) {
        super(udfs, signature);
    }

    /** For Flink. */
    public double eval(double a) {
        return call().callF64(a);
    }

    /** For Flink. */
    public double eval(double a, double b) {
        return call().callF64(a, b);
    }

    /** For Flink. */
    public double eval(double a, double b, double c) {
        return call().callF64(a, b, c);
    }

    /** For Flink. */
    public double eval(double a, double b, double c, double d) {
        return call().callF64(a, b, c, d);
    }

    /** For Flink, where an argument may be null. */
    public @Nullable Object eval(@Nullable Object a) {
        return super.eval(new Object[] {a});
    }

    /** For Flink, where an argument may be null. */
    public @Nullable Object eval(@Nullable Object a, @Nullable Object b) {
        return super.eval(new Object[] {a, b});
    }

    /** For Flink, where an argument may be null. */
    public @Nullable Object eval(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
        return super.eval(new Object[] {a, b, c});
    }

    /** For Flink, where an argument may be null. */
    public @Nullable Object eval(@Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
        return super.eval(new Object[] {a, b, c, d});
    }
}
