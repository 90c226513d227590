package dev.vespula.flink;

import dev.vespula.udf.Signature;
import dev.vespula.udf.WasmUdfs;
import org.jspecify.annotations.Nullable;

/** A function of numbers whose result is an {@code int}; what generated code calls. {@link WasmScalarFunction#of} makes it. */
public final class IntScalarFunction extends WasmScalarFunction {
    private static final long serialVersionUID = 1;

    IntScalarFunction(WasmUdfs udfs, Signature signature) {
        super(udfs, signature);
    }

    /** For Flink. */
    public int eval() {
        return call().callI32();
    }

    /** For Flink. */
    public int eval(int a) {
        return call().callI32(a);
    }

    /** For Flink. */
    public int eval(int a, int b) {
        return call().callI32(a, b);
    }

    /** For Flink. */
    public int eval(int a, int b, int c) {
        return call().callI32(a, b, c);
    }

    /** For Flink. */
    public int eval(long a) {
        return call().callI32(a);
    }

    /** For Flink. */
    public int eval(long a, long b) {
        return call().callI32(a, b);
    }

    /** For Flink. */
    public int eval(double a) {
        return call().callI32(a);
    }

    /** For Flink. */
    public int eval(double a, double b) {
        return call().callI32(a, b);
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
}
