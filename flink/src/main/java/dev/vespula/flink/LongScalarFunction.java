package dev.vespula.flink;

import dev.vespula.udf.Signature;
import dev.vespula.udf.WasmUdfs;
import org.jspecify.annotations.Nullable;

/** A function of numbers whose result is a {@code long}; what generated code calls. {@link WasmScalarFunction#of} makes it. */
public final class LongScalarFunction extends WasmScalarFunction {
    private static final long serialVersionUID = 1;

    LongScalarFunction(WasmUdfs udfs, Signature signature) {
        super(udfs, signature);
    }

    /** For Flink. */
    public long eval() {
        return call().callI64();
    }

    /** For Flink. */
    public long eval(int a) {
        return call().callI64(a);
    }

    /** For Flink. */
    public long eval(int a, int b) {
        return call().callI64(a, b);
    }

    /** For Flink. */
    public long eval(long a) {
        return call().callI64(a);
    }

    /** For Flink. */
    public long eval(long a, long b) {
        return call().callI64(a, b);
    }

    /** For Flink. */
    public long eval(long a, long b, long c) {
        return call().callI64(a, b, c);
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
