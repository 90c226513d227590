package dev.vespula.spark.internal.function;

import dev.vespula.spark.internal.task.FunctionUse;
import org.apache.spark.sql.types.DataType;

/** A function of numbers whose result is a long. Nothing is boxed. */
public final class LongScalar extends BoundScalar {
    private static final long serialVersionUID = 1;

    LongScalar(FunctionUse use, DataType[] inputTypes) {
        super(use, inputTypes);
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    public long invoke() {
        return call().callI64();
    }

    public long invoke(int a) {
        return call().callI64(a);
    }

    public long invoke(int a, int b) {
        return call().callI64(a, b);
    }

    public long invoke(long a) {
        return call().callI64(a);
    }

    public long invoke(long a, long b) {
        return call().callI64(a, b);
    }

    public long invoke(long a, long b, long c) {
        return call().callI64(a, b, c);
    }
}
